import type { Usual } from '../norms.ts';
import { defineSignal, type SignalDefinition } from '../signal.ts';
import { grouped } from '../timeline/grouped.ts';
import { thereAndBack } from '../timeline/there-and-back.ts';
import type { ViewStep } from '../timeline/view-steps.ts';
import { span, speakable, usualWords } from '../timeline/wording.ts';

/** Two looks at one page that are this near belong together. */
const COMPARING_MS = 30_000;

/** Somebody opens a page, sees at once that it is not what they wanted, and goes back. */
export const quickBack: SignalDefinition = defineSignal({
  id: 'quick-back',
  title: 'Quick back',
  summary: 'A page that is left backwards within seconds, sooner than is usual there.',
  version: 3,
  weight: 6,
  reads: ['view'],
  options: { quickMs: 4_000, longestMs: 5_000, usualPercent: 60, leastMs: 700 },
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
      const turns = [...thereAndBack(views)];
      for (const { view, page, from, back, shownMs, isRecorded } of turns) {
        if (turns.some((other) => other.page === page && isComparing(other.view, view))) continue;
        const known = usual('dwell', view);
        if (shownMs < options.leastMs || shownMs > limitOf(known, options)) continue;
        const compared = known ? `; ${usualWords(known, span)}` : '';
        const unseen = isRecorded ? '' : ', before anything of it was recorded';
        yield {
          first: view,
          until: view.until,
          evidence: [
            { kind: 'view', at: view.at, text: `came from ${speakable(from)} to ${speakable(page)}` },
            { kind: 'back', at: view.until, text: `went back to ${speakable(back)}, ${span(shownMs)} later` },
          ],
          why: `Went back from ${speakable(page)} after ${span(shownMs)}${unseen}${compared}.`,
          // Nothing tells of the button "back" where each page is a document: the order of the addresses does.
          confidence: (known ? 0.85 : 0.65) * (view.sure ? 1 : 0.9) * (isRecorded ? 1 : 0.8),
        };
      }
    }
  },
});

/** The same page was gone back from shortly before or after: who looks at it again and again compares, and has not taken a wrong turn. */
function isComparing(other: ViewStep, view: ViewStep): boolean {
  return other !== view && other.at - view.until <= COMPARING_MS && view.at - other.until <= COMPARING_MS;
}

type Limits = Record<'quickMs' | 'longestMs' | 'usualPercent', number>;

function limitOf(known: Usual | null, { quickMs, longestMs, usualPercent }: Limits): number {
  return known ? Math.min(longestMs, (known.middle * usualPercent) / 100) : quickMs;
}
