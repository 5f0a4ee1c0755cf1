import { defineSignal, type SignalDefinition } from '../signal.ts';
import type { FieldRework, FormField } from '../timeline/forms/form-step.ts';
import { span, times } from '../timeline/wording.ts';

/** Somebody does not get one field right: enters it again and again, takes back what was written, or does not know what to write. */
export const fieldStruggle: SignalDefinition = defineSignal({
  id: 'field-struggle',
  title: 'Field struggle',
  summary: 'One field of a form is entered again and again, emptied again, or waited at far longer than usual.',
  version: 2,
  weight: 12,
  reads: ['form'],
  options: { again: 3, erasures: 2, erased: 5, hesitation: 5, hesitationMs: 15_000, evidence: 10 },
  optionWords: {
    again: { label: 'Times that a field is changed again', unit: 'times', min: 2, max: 20, step: 1 },
    erasures: { label: 'Times that much of it is deleted again', unit: 'times', min: 1, max: 20, step: 1 },
    erased: { label: 'Much is this many characters', unit: 'characters', min: 1, max: 100, step: 1 },
    hesitation: { label: 'Waiting times the usual for the field', unit: 'times', min: 2, max: 50, step: 1 },
    hesitationMs: { label: 'No shorter wait counts', unit: 'ms', min: 1000, max: 300_000, step: 1000 },
    evidence: { label: 'Changes listed in a finding', unit: 'changes', min: 1, max: 50, step: 1 },
  },
  *detect(steps, { again, erasures, erased, hesitation, hesitationMs, evidence }, { usual }) {
    for (const go of steps) {
      if (go.ignored.includes('field-struggle')) continue;
      for (const field of go.fields) {
        const { label } = field.target;
        const reworks = field.reworks.filter((rework) => counts(rework, field));
        const much = reworks.filter((rework) => isMuch(rework, erased));
        const normal = usual('hesitation', go, field.name);
        const waited = field.hesitationMs ?? 0;
        const isLong = normal !== null && waited >= Math.max(hesitationMs, hesitation * normal.high);
        const isAgain = reworks.length >= again;
        if (!isAgain && much.length < erasures && !isLong) continue;
        const told = reworks.filter(({ after }) => after === 'message').length;
        const changed = isAgain || much.length >= erasures;
        yield {
          first: { ...go, at: changed ? reworks[0]!.at : field.firstAt },
          until: changed ? reworks.at(-1)!.until : field.firstAt + waited,
          target: field.target,
          evidence: changed
            ? reworks.slice(0, evidence).map((rework) => ({ kind: 'form', at: rework.at, text: did(rework, label) }))
            : [{ kind: 'form', at: field.firstAt, text: `got into ${label} and wrote nothing for ${span(waited)}` }],
          why: changed
            ? `Changed ${label} again ${times(reworks.length)}${much.length > 0 ? `, and ${times(much.length)} deleted much of it` : ''}${saidOf(field, told)}.`
            : `Waited ${span(waited)} in ${label} before writing anything; usual are ${span(normal?.middle ?? 0)}.`,
          confidence: told > 0 ? 0.9 : changed ? 0.75 : 0.6,
          identity: `${go.identity}\n${field.name}`,
        };
      }
    }
  },
});

/** Trying out numbers, dates and long texts is no struggle, until the page says that they are wrong. */
function counts({ after, deleted, cleared }: FieldRework, { kind }: FormField): boolean {
  if (kind === 'choice') return false;
  return kind === 'text' || after === 'message' || (kind === 'long' && (cleared || (deleted ?? 0) > 0));
}

/** Where the length is not recorded, a new entry after an error is one in which nearly all of it was typed again. */
function isMuch({ deleted, cleared, after, edits }: FieldRework, erased: number): boolean {
  return cleared || (deleted === null ? after === 'message' && edits > erased : deleted >= erased);
}

function did({ after, deleted, cleared }: FieldRework, label: string): string {
  const what = cleared ? ', emptying it' : deleted ? `, deleting ${deleted} character${deleted === 1 ? '' : 's'}` : '';
  return `changed ${label} again after ${after === 'message' ? 'an error' : 'having left it'}${what}`;
}

function saidOf({ messages }: FormField, told: number): string {
  const text = messages.find(({ text }) => text)?.text;
  if (told === 0) return '';
  return `; ${times(told)} after an error${text ? ` ("${text}")` : ''}`;
}
