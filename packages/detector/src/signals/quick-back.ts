import type { Usual } from '../norms.ts';
import { defineSignal, type SignalDefinition } from '../signal.ts';
import { grouped } from '../timeline/grouped.ts';
import { thereAndBack } from '../timeline/there-and-back.ts';
import { span, speakable, usualWords } from '../timeline/wording.ts';

/** Somebody opens a page, sees at once that it is not what they wanted, and goes back. */
export const quickBack: SignalDefinition = defineSignal({
  id: 'quick-back',
  title: 'Quick back',
  summary: 'A page that is left backwards within seconds, sooner than is usual there.',
  version: 2,
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
      for (const { view, page, from, back, shownMs, isRecorded } of thereAndBack(views)) {
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

type Limits = Record<'quickMs' | 'longestMs' | 'usualPercent', number>;

function limitOf(known: Usual | null, { quickMs, longestMs, usualPercent }: Limits): number {
  return known ? Math.min(longestMs, (known.middle * usualPercent) / 100) : quickMs;
}
