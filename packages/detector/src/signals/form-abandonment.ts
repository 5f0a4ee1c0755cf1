import { defineSignal, type SignalDefinition } from '../signal.ts';
import { grouped } from '../timeline/grouped.ts';
import { lasting, times } from '../timeline/wording.ts';

/** Someone began to fill in a form and went away without sending it. */
export const formAbandonment: SignalDefinition = defineSignal({
  id: 'form-abandonment',
  title: 'Form abandonment',
  summary: 'A form was filled in partly and not sent with success.',
  version: 1,
  weight: 20,
  reads: ['form'],
  options: { sureFields: 2, sureMs: 10_000, evidence: 10 },
  optionWords: {
    sureFields: { label: 'Fields filled in from which it is sure', unit: 'fields', min: 1, max: 50, step: 1 },
    sureMs: { label: 'Time spent from which it is sure', unit: 'ms', min: 0, max: 600_000, step: 1000 },
    evidence: { label: 'Refusals that a finding lists', unit: 'refusals', min: 0, max: 50, step: 1 },
  },
  *detect(steps, { sureFields, sureMs, evidence }) {
    const judged = steps.filter(({ ignored }) => !ignored.includes('form-abandonment'));
    // All goes at one form in a session, by time: who comes back and sends it has not abandoned it.
    for (const goes of grouped(judged, ({ identity }) => identity)) {
      const last = goes.at(-1)!;
      if (last.outcome !== 'left' && last.outcome !== 'ended') continue;
      const { at, until, target, filled, fields, lastField, corrections, refusals } = last;
      const tried = refusals.length > 0 ? `, after sending it ${times(refusals.length)} in vain` : '';
      const end = lastField.includes('"') ? ` The last one was ${lastField}.` : '';
      yield {
        first: last,
        until,
        target,
        evidence: [
          { kind: 'form', at, text: `began to fill in ${target.label}` },
          ...refusals
            .slice(0, evidence)
            .map((at) => ({ kind: 'form', at, text: `tried to send ${target.label}, in vain` })),
          {
            kind: 'form',
            at: until,
            text: `last changed ${lastField}; ${corrections} correction${corrections === 1 ? '' : 's'}`,
          },
        ],
        why: `Filled in ${filled} of ${fields} fields of ${target.label} ${lasting(until - at)} and left without sending it${tried}.${end}`,
        confidence: filled >= sureFields || until - at >= sureMs || refusals.length > 0 ? 0.9 : 0.7,
        identity: last.identity,
      };
    }
  },
});
