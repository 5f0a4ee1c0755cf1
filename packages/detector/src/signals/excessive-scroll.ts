import { defineSignal, type SignalDefinition } from '../signal.ts';
import { lasting, speakable, usualWords } from '../timeline/wording.ts';

/** Somebody scrolls up and down in a hurry: what they look for is not where they look. */
export const excessiveScroll: SignalDefinition = defineSignal({
  id: 'excessive-scroll',
  title: 'Excessive scrolling',
  summary: 'Up and down and up again in a hurry, far more often than is usual on the page.',
  version: 2,
  weight: 5,
  reads: ['view'],
  options: { least: 4, timesUsual: 3, extreme: 5 },
  optionWords: {
    least: { label: 'Turns at least', unit: 'turns', min: 3, max: 100, step: 1 },
    timesUsual: { label: 'And this many times as many as usual', unit: 'times', min: 1, max: 20, step: 1 },
    extreme: {
      label: 'Turns that count where it is not known what is usual',
      unit: 'turns',
      min: 3,
      max: 200,
      step: 1,
    },
  },
  *detect(views, { least, timesUsual, extreme }, { usual }) {
    for (const view of views) {
      const { count, from, until } = view.scrolled;
      if (count < least || view.torn) continue;
      const known = usual('scroll-turns', view);
      if (count < (known ? Math.round(known.middle) * timesUsual : extreme)) continue;
      const lasted = lasting(until - from);
      const compared = known ? `; ${usualWords(known, (turns) => String(Math.round(turns)))}` : '';
      yield {
        first: { ...view, at: from },
        until,
        evidence: [{ kind: 'scroll', at: from, text: `${count} turns ${lasted}` }],
        why: `Scrolled up and down on ${speakable(view.page)}, ${count} turns ${lasted}${compared}.`,
        confidence: known ? 0.75 : 0.5,
      };
    }
  },
});
