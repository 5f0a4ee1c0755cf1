import { defineSignal, type SignalDefinition } from '../signal.ts';
import type { FormRefusal, FormStep } from '../timeline/forms/form-step.ts';
import { grouped } from '../timeline/grouped.ts';
import { lasting, outcomeOf, sentence, times } from '../timeline/wording.ts';

/** Somebody sends a form, is told that something is wrong, and sends it again into the next error. */
export const validationLoop: SignalDefinition = defineSignal({
  id: 'validation-loop',
  title: 'Validation loop',
  summary: 'A form is tried to be sent again and again, and each time ends in an error message.',
  version: 2,
  weight: 18,
  reads: ['form'],
  options: { tries: 2, hurryMs: 1000, pauseMs: 600_000, evidence: 10 },
  optionWords: {
    tries: { label: 'Tries in a row that end in an error', unit: 'tries', min: 2, max: 20, step: 1 },
    hurryMs: { label: 'Tries this near to each other count as one', unit: 'ms', min: 0, max: 10_000, step: 100 },
    pauseMs: { label: 'Longest pause between two tries', unit: 'ms', min: 10_000, max: 1_800_000, step: 10_000 },
    evidence: { label: 'Tries listed in a finding', unit: 'tries', min: 1, max: 50, step: 1 },
  },
  *detect(steps, { tries, hurryMs, pauseMs, evidence }) {
    const judged = steps.filter(({ ignored }) => !ignored.includes('validation-loop'));
    for (const goes of grouped(judged, ({ identity }) => identity)) {
      for (const row of rowsOf(goes, { hurryMs, pauseMs })) {
        if (row.length < tries) continue;
        const [first, last] = [row[0]!, row.at(-1)!];
        const { target, identity } = first.go;
        yield {
          first: { ...first.go, at: first.at },
          until: last.at,
          target,
          evidence: row
            .slice(0, evidence)
            .map((one) => ({ kind: 'form', at: one.at, text: `tried to send ${target.label}: ${saidOf(one)}` })),
          why: `${sentence(`Tried to send ${target.label} ${times(row.length)} in a row ${lasting(last.at - first.at)}, and each time ${toldOf(row)}`)}${sameAgain(row)}`,
          confidence: row.every(({ by, messages }) => by === 'check' || messages.some(({ text }) => text))
            ? 0.95
            : 0.85,
          identity,
        };
      }
    }
  },
});

type Try = FormRefusal & { go: FormStep };

/** Tries of one form that ended in an error one after the other: until one succeeds, or the visitor lets it rest. */
function rowsOf(goes: readonly FormStep[], { hurryMs, pauseMs }: { hurryMs: number; pauseMs: number }): Try[][] {
  const rows: Try[][] = [[]];
  for (const go of goes) {
    for (const refusal of go.refusals) {
      const before = rows.at(-1)!.at(-1);
      if (!refusal.shown) continue;
      if (before && refusal.unchanged && refusal.at - before.at < hurryMs) continue;
      if (before && refusal.at - before.at > pauseMs) rows.push([]);
      rows.at(-1)!.push({ ...refusal, go });
    }
    if (go.outcome === 'sent') rows.push([]);
  }
  return rows;
}

function saidOf({ by, messages }: Try): string {
  const text = messages.find(({ text }) => text)?.text;
  if (text) return `the page showed "${text}"`;
  return by === 'check' ? `it was ${outcomeOf('check')}` : 'the page called it wrong';
}

function toldOf(row: readonly Try[]): string {
  return row.every((one) => saidOf(one) === saidOf(row[0]!)) ? saidOf(row[0]!) : 'an error came';
}

function sameAgain(row: readonly Try[]): string {
  const same = row.filter(({ unchanged }) => unchanged).length;
  return same === 0 ? '' : ` Nothing had been changed in between ${times(same)}.`;
}
