import { defineSignal, type SignalDefinition } from '../signal.ts';
import { grouped } from '../timeline/grouped.ts';
import { loopsIn, type Row, reloadsIn } from '../timeline/view-rows.ts';
import { lasting, speakable, times } from '../timeline/wording.ts';

/** Somebody comes to the same page again and again, or reloads it in the hope that it works now. */
export const pageLoop: SignalDefinition = defineSignal({
  id: 'page-loop',
  title: 'Page loop',
  summary: 'The same page again and again in a short time and nothing new between, or reloaded in a hurry.',
  version: 2,
  weight: 15,
  reads: ['view'],
  options: { visits: 3, withinMs: 45_000, stayMs: 4_500, reloads: 3, reloadMs: 60_000, evidence: 10 },
  optionWords: {
    visits: { label: 'Visits of the same page', unit: 'visits', min: 3, max: 20, step: 1 },
    withinMs: { label: 'Within this time', unit: 'ms', min: 5_000, max: 300_000, step: 1_000 },
    stayMs: { label: 'And no longer on a page, on the average', unit: 'ms', min: 500, max: 60_000, step: 500 },
    reloads: { label: 'Reloads of the same page', unit: 'reloads', min: 2, max: 20, step: 1 },
    reloadMs: { label: 'Within this time', unit: 'ms', min: 5_000, max: 300_000, step: 1_000 },
    evidence: { label: 'Visits listed in a finding', unit: 'visits', min: 2, max: 50, step: 1 },
  },
  *detect(steps, options) {
    for (const views of grouped(steps, ({ tab }) => tab)) {
      for (const row of [...loopsIn(views, options), ...reloadsIn(views, options)]) {
        const [first, last] = [row.views[0]!, row.views.at(-1)!];
        yield {
          first,
          until: last.at,
          identity: `${row.kind}\n${first.url}`,
          evidence: row.views.slice(0, options.evidence).map(({ at, came, page }) => ({
            kind: 'view',
            at,
            text: `${came === 'reload' ? 'reloaded' : 'was on'} ${speakable(page)}`,
          })),
          why: whyOf(row, lasting(last.at - first.at)),
          // Somebody who is there and reloads: no event tells a key from code, the uneven times do.
          confidence: row.kind === 'loop' ? 0.75 : row.views.some(({ active }) => active) ? 0.9 : 0.7,
        };
      }
    }
  },
});

function whyOf({ kind, views, others }: Row, lasted: string): string {
  const page = speakable(views[0]!.page);
  if (kind === 'reloads') return `Reloaded ${page} ${times(views.length - 1)} ${lasted}.`;
  const between = others.length === 1 ? 'one other page' : `${others.length} other pages`;
  return `Came to ${page} ${times(views.length)} ${lasted}, with only ${between} between.`;
}
