import { defineSignal, type SignalDefinition } from '../signal.ts';
import type { ViewStep } from '../timeline/view-steps.ts';
import { span, speakable } from '../timeline/wording.ts';

/** A page shows its main content late, or is slow to answer: as the browser measured it. */
export const slowPage: SignalDefinition = defineSignal({
  id: 'slow-page',
  title: 'Slow page',
  summary: 'A page whose main content came late (LCP), or that answers late (INP), by the bands of web.dev.',
  version: 1,
  weight: 6,
  reads: ['view'],
  options: { lcpMs: 4_000, inpMs: 500 },
  optionWords: {
    lcpMs: { label: 'Report a main content that came later than this', unit: 'ms', min: 500, max: 60_000, step: 100 },
    inpMs: { label: 'Report interactions that took longer than this', unit: 'ms', min: 50, max: 10_000, step: 10 },
  },
  *detect(views, options) {
    for (const view of views) {
      const slow = slowIn(view, options);
      if (slow.length === 0) continue;
      const page = speakable(view.page);
      yield {
        first: view,
        until: view.until,
        evidence: slow.map(({ name, text }) => ({ kind: name, at: view.at, text: `${name}: ${text}` })),
        why: `On ${page} ${slow.map(({ text }) => text).join(', and ')}.`,
        confidence: 1,
      };
    }
  },
});

/** What is worse than its limit. What was painted where nobody looked tells nothing of how long somebody waited. */
function slowIn(
  { vitals, background }: ViewStep,
  { lcpMs, inpMs }: { lcpMs: number; inpMs: number },
): { name: string; text: string }[] {
  const { LCP = 0, INP = 0 } = vitals ?? {};
  const slow: { name: string; text: string }[] = [];
  if (LCP > lcpMs && !background) slow.push({ name: 'LCP', text: `the main content came after ${span(LCP)}` });
  if (INP > inpMs) slow.push({ name: 'INP', text: `the page took ${span(INP)} to show an answer` });
  return slow;
}
