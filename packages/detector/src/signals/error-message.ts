import { defineSignal, type SignalDefinition } from '../signal.ts';
import { grouped } from '../timeline/grouped.ts';
import type { MessageStep } from '../timeline/steps.ts';
import { sentence, times } from '../timeline/wording.ts';

/** The page tells the visitor that something is wrong with what they just did. */
export const errorMessage: SignalDefinition = defineSignal({
  id: 'error-message',
  title: 'Error message',
  summary: 'An error message appears after something that the visitor did.',
  version: 4,
  weight: 8,
  reads: ['message'],
  options: { withinMs: 5000, typingMs: 2000, evidence: 10 },
  optionWords: {
    withinMs: { label: 'Longest time from a click to the message', unit: 'ms', min: 500, max: 30_000, step: 500 },
    typingMs: { label: 'Longest time from typing to the message', unit: 'ms', min: 100, max: 10_000, step: 100 },
    evidence: { label: 'Messages listed in a finding', unit: 'messages', min: 1, max: 50, step: 1 },
  },
  *detect(steps, { withinMs, typingMs, evidence }) {
    const answers = steps.filter((step) => isAnswer(step, step.after.kind === 'input' ? typingMs : withinMs));
    const keyOf = ([first]: MessageStep[]) => `${first!.tab} ${first!.view} ${first!.target.selector} ${first!.text}`;
    for (const shown of grouped(byAct(answers), keyOf)) {
      const first = shown[0]![0]!;
      const all = shown.flat();
      const others = shown[0]!.length - 1;
      const also = others > 0 ? `, and ${others} more error${others > 1 ? 's' : ''}` : '';
      yield {
        first,
        until: all.at(-1)!.at,
        target: first.target,
        evidence: all.slice(0, evidence).map((step) => ({ kind: 'message', at: step.at, text: saidOf(step) })),
        why: sentence(
          `After ${causeOf(first)} ${saidOf(first)}${also}${shown.length > 1 ? `; ${times(shown.length)}` : ''}`,
        ),
        confidence: !first.sure ? 0.6 : first.after.kind === 'input' ? 0.8 : 0.95,
        identity: `${first.target.selector}\n${first.text}`,
      };
    }
  },
});

function isAnswer({ at, after, tied, ignored }: MessageStep, withinMs: number): boolean {
  return (tied || at - after.at <= withinMs) && !ignored.includes('error-message');
}

/** What one click or one field brought up, each text and field once: a form may complain of several. */
function byAct(steps: readonly MessageStep[]): MessageStep[][] {
  const groups = grouped(
    steps,
    ({ tab, view, after, target }) => `${tab} ${view} ${after.kind === 'input' ? target.nodeId : after.at}`,
  );
  return groups.map((group) => {
    const told = new Set<string | number>();
    return group.filter(({ text, target }) => {
      const isNew = !told.has(target.nodeId) && (text === '' || !told.has(text));
      told.add(target.nodeId).add(text);
      return isNew;
    });
  });
}

function causeOf({ after: { kind, target } }: MessageStep): string {
  if (kind === 'input') return `filling in ${target?.label ?? 'a field'}`;
  return kind === 'click' ? `a click on ${target?.label ?? 'an element'}` : `Enter in ${target?.label ?? 'a form'}`;
}

function saidOf({ text, how, target }: MessageStep): string {
  if (text) return `the page showed "${text}"`;
  return how === 'native' ? `the browser refused ${target.label}` : `the page called ${target.label} wrong`;
}
