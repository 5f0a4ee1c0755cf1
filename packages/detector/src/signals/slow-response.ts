import { defineSignal, type SignalDefinition } from '../signal.ts';
import { grouped } from '../timeline/grouped.ts';
import type { ClickStep, Effect, SubmitStep } from '../timeline/steps.ts';
import { span, times } from '../timeline/wording.ts';

/** Somebody clicks and gets an answer, but only after a wait in which the page gave no sign. */
export const slowResponse: SignalDefinition = defineSignal({
  id: 'slow-response',
  title: 'Slow response',
  summary: 'A click or a sent form whose first effect comes after a long wait.',
  version: 3,
  weight: 10,
  reads: ['click', 'submit', 'request'],
  options: { slowMs: 3000, evidence: 10 },
  optionWords: {
    slowMs: { label: 'Report waits longer than this', unit: 'ms', min: 500, max: 30_000, step: 500 },
    evidence: { label: 'Clicks listed in a finding', unit: 'clicks', min: 1, max: 50, step: 1 },
  },
  *detect(steps, { slowMs, evidence }) {
    const telling = new Set(steps.filter(({ kind }) => kind === 'request').map(({ tab }) => tab));
    const asked = steps.filter((step) => step.kind !== 'request') as Asked[];
    const slow = asked.filter((step) => isSlow(step, slowMs, telling.has(step.tab)));
    // Clicks on one thing that were answered by the same change waited for one thing.
    const waiting = grouped(slow, ({ tab, view, subject, effect }) => `${tab} ${view} ${subject} ${effect.at}`);
    for (const waits of waiting) {
      const first = waits[0]!;
      const { effect, target, kind } = first;
      const label = target?.label ?? (kind === 'click' ? 'an element' : 'a form');
      const waited = span(effect.at - first.at);
      const did = kind === 'click' ? `Clicked ${label}` : `Pressed Enter in ${label}`;
      yield {
        first,
        until: effect.at,
        target,
        evidence: [
          ...waits.slice(0, evidence).map(({ kind, at }) => ({ kind, at, text: `${kind} on ${label}` })),
          { kind: 'effect', at: effect.at, text: `${wordsOf(effect)}, ${waited} later` },
        ],
        why: `${did}${waits.length > 1 ? ` ${times(waits.length)}` : ''} and waited ${waited} before anything happened.`,
        confidence: effect.tie === 'request' ? 0.95 : effect.tie === 'far' ? 0.6 : 0.8,
      };
    }
  },
});

type Asked = ClickStep | SubmitStep;

/** It was answered, visibly and late, by what hangs together with it and does not also come by itself. */
function isSlow(step: Asked, slowMs: number, tellsRequests: boolean): boolean {
  const { effect, ignored } = step;
  if (ignored.includes('slow-response')) return false;
  if (step.kind === 'click' && (step.looks === '' || step.exempt !== '' || step.disabled)) return false;
  if (effect.verdict !== 'answered' && effect.verdict !== 'late') return false;
  if (effect.at - step.at <= slowMs || effect.kind === 'request') return false;
  if (effect.tie === 'request') return true;
  // Something elsewhere on the page, and the click had asked for nothing: it would have come anyway.
  return (
    !effect.doubtful && (effect.tie === 'near' || effect.tie === 'page' || (effect.tie === 'far' && !tellsRequests))
  );
}

function wordsOf({ kind, tie }: Effect): string {
  if (kind === 'navigation') return 'the next page came';
  return tie === 'request' ? 'the page showed what it had asked for' : 'the page changed';
}
