import type { Usual } from '../norms.ts';
import { defineSignal, type SignalDefinition } from '../signal.ts';
import { grouped } from '../timeline/grouped.ts';
import type { ViewStep } from '../timeline/view-steps.ts';
import { span, speakable, usualWords } from '../timeline/wording.ts';

/** Somebody opens a page, sees at once that it is not what they wanted, and goes back. */
export const quickBack: SignalDefinition = defineSignal({
  id: 'quick-back',
  title: 'Quick back',
  summary: 'A page that is left backwards within seconds, sooner than is usual there.',
  version: 1,
  weight: 6,
  reads: ['view'],
  options: { quickMs: 4_000, longestMs: 10_000, usualPercent: 50, leastMs: 700 },
  optionWords: {
    quickMs: {
      label: 'Left within this time, where nothing is known of the page',
      unit: 'ms',
      min: 500,
      max: 30_000,
      step: 500,
    },
    longestMs: {
      label: 'Left within this time, where it is known what is usual',
      unit: 'ms',
      min: 1_000,
      max: 60_000,
      step: 1_000,
    },
    usualPercent: { label: 'And within this share of the usual time', unit: '%', min: 5, max: 100, step: 5 },
    leastMs: {
      label: 'Pages left sooner than this were only passed through',
      unit: 'ms',
      min: 0,
      max: 5_000,
      step: 100,
    },
  },
  *detect(steps, options, { usual }) {
    for (const views of grouped(steps, ({ tab }) => tab)) {
      for (const [i, view] of views.entries()) {
        const [before, next] = [views[i - 1], views[i + 1]];
        if (!before || !next || !isThereAndBack(view, next)) continue;
        const known = usual('dwell', view);
        if (view.shownMs < options.leastMs || view.shownMs > limitOf(known, options)) continue;
        const [page, back] = [speakable(view.page), speakable(next.page)];
        const compared = known ? `; ${usualWords(known, span)}` : '';
        yield {
          first: view,
          until: view.until,
          evidence: [
            { kind: 'view', at: view.at, text: `came from ${speakable(before.page)} to ${page}` },
            { kind: 'back', at: view.until, text: `went back to ${back}, ${span(view.shownMs)} later` },
          ],
          why: `Went back from ${page} after ${span(view.shownMs)}${compared}.`,
          // Nothing tells of the button "back" where each page is a document: the order of the addresses does.
          confidence: (known ? 0.85 : 0.65) * (view.sure ? 1 : 0.9),
        };
      }
    }
  },
});

/** Came to from elsewhere, and left to another page than itself: not a page of results, not one passed on the way further back. */
function isThereAndBack(view: ViewStep, next: ViewStep): boolean {
  if (view.torn || next.torn || view.background) return false;
  return view.came === 'link' && view.went === 'back' && next.page !== view.page;
}

function limitOf(known: Usual | null, options: { quickMs: number; longestMs: number; usualPercent: number }): number {
  if (!known) return options.quickMs;
  return Math.min(options.longestMs, (known.middle * options.usualPercent) / 100);
}
