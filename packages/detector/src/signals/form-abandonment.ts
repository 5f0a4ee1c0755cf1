import { defineSignal, type SignalDefinition } from '../signal.ts';
import { grouped } from '../timeline/grouped.ts';
import type { FormRefusal } from '../timeline/steps.ts';
import { lasting, times } from '../timeline/wording.ts';

/** Someone began to fill in a form and went away without sending it. */
export const formAbandonment: SignalDefinition = defineSignal({
  id: 'form-abandonment',
  title: 'Form abandonment',
  summary: 'A form was filled in partly and not sent with success.',
  version: 2,
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
      const { at, until, changedAt, target, filled, fields, lastField, corrections, refusals } = last;
      const gone = refusals.length > 0 ? `, ${triedOf(refusals)}, then left` : ' and left without sending it';
      const end = lastField.includes('"') ? ` The last one changed was ${lastField}.` : '';
      yield {
        first: last,
        until,
        target,
        evidence: [
          { kind: 'form', at, text: `began to fill in ${target.label}` },
          ...refusals
            .slice(0, evidence)
            .map(({ at, by }) => ({ kind: 'form', at, text: `tried to send ${target.label}: ${CAME_OF_IT[by]}` })),
          {
            kind: 'form',
            at: changedAt,
            text: `last changed ${lastField}; ${corrections} correction${corrections === 1 ? '' : 's'}`,
          },
        ].sort((a, b) => a.at - b.at),
        why: `Filled in ${filled} of ${fields} fields of ${target.label} ${lasting(until - at)}${gone}.${end}`,
        confidence: filled >= sureFields || until - at >= sureMs || refusals.length > 0 ? 0.9 : 0.7,
        identity: last.identity,
      };
    }
  },
});

const CAME_OF_IT = { check: "refused by the page's own check", page: 'it failed' };

/** `tried to send it twice (both failed)`, `tried to send it 3 times (1 refused by the page's own check, 2 failed)`. */
function triedOf(refusals: readonly FormRefusal[]): string {
  const count = refusals.length;
  const checked = refusals.filter(({ by }) => by === 'check').length;
  const all = count === 1 ? '' : count === 2 ? 'both ' : 'all ';
  const how =
    checked === 0
      ? `${all || 'it '}failed`
      : checked === count
        ? `${all}${CAME_OF_IT.check}`
        : `${checked} ${CAME_OF_IT.check}, ${count - checked} failed`;
  return `tried to send it ${times(count)} (${how})`;
}
