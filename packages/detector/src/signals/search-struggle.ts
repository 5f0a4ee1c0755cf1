import { defineSignal, type SignalDefinition } from '../signal.ts';
import { grouped } from '../timeline/grouped.ts';
import type { SearchStep } from '../timeline/searches/search-step.ts';
import { lasting, sentence, times } from '../timeline/wording.ts';

/** Somebody asks the site's search, does not find it there, and asks otherwise; or is told that there is nothing. */
export const searchStruggle: SignalDefinition = defineSignal({
  id: 'search-struggle',
  title: 'Search struggle',
  summary: 'The search is asked again in other words without a result being opened, or finds nothing.',
  version: 2,
  weight: 8,
  reads: ['search'],
  options: { reformulations: 2, pauseMs: 600_000, evidence: 10 },
  optionWords: {
    reformulations: { label: 'Other words in a row, no result opened', unit: 'times', min: 1, max: 20, step: 1 },
    pauseMs: { label: 'Longest pause between two searches', unit: 'ms', min: 10_000, max: 1_800_000, step: 10_000 },
    evidence: { label: 'Searches listed in a finding', unit: 'searches', min: 1, max: 50, step: 1 },
  },
  *detect(steps, { reformulations, pauseMs, evidence }) {
    const judged = steps.filter(({ ignored }) => !ignored.includes('search-struggle'));
    for (const searches of grouped(judged, ({ tab }) => tab)) {
      for (const row of rowsOf(searches, pauseMs)) {
        const again = row.filter(({ reformulated, settled }, i) => i > 0 && reformulated && settled);
        const empty = row.filter((search) => search.empty !== '');
        if (again.length < reformulations && empty.length === 0) continue;
        const first = again.length >= reformulations ? row[0]! : empty[0]!;
        const told = row.filter(({ at }) => at >= first.at);
        const last = told.at(-1)!;
        yield {
          first,
          until: last.at,
          target: first.target,
          evidence: told.slice(0, evidence).map((search) => ({ kind: 'search', at: search.at, text: did(search) })),
          why:
            again.length >= reformulations
              ? askedAgain(row, empty)
              : sentence(`Searched in ${first.target.label}: the page said "${first.empty}"`),
          confidence: again.length < reformulations ? 0.7 : empty.length > 0 ? 0.9 : 0.75,
        };
      }
    }
  },
});

/** Searches one after the other, up to the one of which a result was opened, or a long pause. */
function rowsOf(searches: readonly SearchStep[], pauseMs: number): SearchStep[][] {
  const rows: SearchStep[][] = [];
  let row: SearchStep[] = [];
  for (const search of searches) {
    const before = row.at(-1);
    if (!before || before.opened || search.at - before.at > pauseMs) {
      row = [];
      rows.push(row);
    }
    row.push(search);
  }
  return rows;
}

function askedAgain(row: readonly SearchStep[], empty: readonly SearchStep[]): string {
  const took = lasting(row.at(-1)!.at - row[0]!.at);
  const nothing = empty.length > 0 ? `, and found nothing ${times(empty.length)}` : '';
  const { opened } = row.at(-1)!;
  return `Searched ${times(row.length)} ${took} in other words each time${nothing}, ${opened ? 'before opening a result' : 'without opening a result'}.`;
}

function did({ by, empty, opened }: SearchStep): string {
  const asked = by === 'sent' ? 'searched' : 'typed a search and read what came';
  return `${asked}${empty ? `: the page said "${empty}"` : opened ? ', and opened a result' : ', and opened nothing'}`;
}
