import type { Baseline, Hit } from '../sight.ts';

const VISITS = 3;
const WINDOW_MS = 15_000;

/**
 * Conviva: the same address three times or more within fifteen seconds.
 * Source: https://docs.conviva.ai/learning-center-files/content/eco/features/frustration_signal.html.
 */
export const conviva: Baseline = {
  vendor: 'Conviva',
  signal: 'page-loop',
  rule: 'the same address >= 3 times in 15 s',
  source: 'https://docs.conviva.ai/learning-center-files/content/eco/features/frustration_signal.html',
  find: (sight) => {
    const visits = new Map<string, number[]>();
    for (const seen of sight)
      if (seen.kind === 'address') visits.set(seen.url, [...(visits.get(seen.url) ?? []), seen.at]);
    return [...visits.values()].flatMap((times) => loopsOf(times)).sort((a, b) => a.at - b.at);
  },
};

/** One hit for visits that go on. */
function loopsOf(times: readonly number[]): Hit[] {
  const hits: Hit[] = [];
  times.forEach((at, n) => {
    const first = times[n - VISITS + 1];
    if (first === undefined || at - first > WINDOW_MS) return;
    const last = hits.at(-1);
    if (last && first <= last.until) last.until = at;
    else hits.push({ at: first, until: at, element: null });
  });
  return hits;
}
