import type { ViewStep } from './view-steps.ts';

/** A page that came again and again. */
export interface Row {
  kind: 'loop' | 'reloads';
  /** The views of that page, in order. */
  views: ViewStep[];
  /** Addresses between them. */
  others: string[];
}

/** Gaps between reloads that differ by less than this were made by a clock and not by a hand. */
const STEADY_SHARE = 0.05;
const STEADY_MS = 250;
/** Whom a clock reloads waits longer than this; a hand that hammers a key may be as steady. */
const CLOCK_LEAST_MS = 2_000;
/** Pages that a round may have beside the one that it comes back to. */
const ROUND_MAX = 4;
/** Who was led on this soon, having done nothing, was on no page. */
const PASSING_MS = 1_000;

/**
 * Rounds through the same few pages: one comes `visits` times within a time, and no round after the first brings anything new. A page with
 * ever new ones between is a list that somebody works through, and who stays longer than `stayMs` on a page, on the average, reads and
 * compares. `views`: of one tab, in order.
 */
export function loopsIn(views: readonly ViewStep[], { visits, withinMs, stayMs }: Rounds): Row[] {
  const seen = views.filter((view) => !isPassing(view));
  const rows: Row[] = [];
  for (let i = 0; i < seen.length; ) {
    const row = loopFrom(seen, i, { visits, withinMs, stayMs });
    if (row) {
      rows.push(row);
      i = seen.indexOf(row.views.at(-1)!) + 1;
    } else i++;
  }
  return rows;
}

function isPassing({ active, shownMs, torn, went }: ViewStep): boolean {
  return !torn && !active && shownMs < PASSING_MS && went !== 'ended' && went !== 'open';
}

interface Rounds {
  visits: number;
  withinMs: number;
  stayMs: number;
}

/** The longest loop that begins with a view: no page between two visits but those of the first round. */
function loopFrom(seen: readonly ViewStep[], start: number, { visits, withinMs, stayMs }: Rounds): Row | null {
  const first = seen[start]!;
  const views = [first];
  const others = new Set<string>();
  let row: Row | null = null;
  for (let i = start + 1; i < seen.length; i++) {
    const view = seen[i]!;
    if (view.torn || view.at - first.at > withinMs) break;
    if (view.url !== first.url) {
      if (views.length > 1 && !others.has(view.url)) break;
      others.add(view.url);
      continue;
    }
    if (seen[i - 1]!.url !== first.url) views.push(view);
    const isHasty = view.at - first.at <= stayMs * (i - start);
    if (views.length >= visits && others.size > 0 && others.size <= ROUND_MAX && isHasty)
      row = { kind: 'loop', views: [...views], others: [...others] };
  }
  return row;
}

/** Reloads of one page by hand, at least `reloads` within `reloadMs`. `views`: of one tab, in order. */
export function reloadsIn(
  views: readonly ViewStep[],
  { reloads, reloadMs }: { reloads: number; reloadMs: number },
): Row[] {
  const rows: Row[] = [];
  for (let i = 0; i < views.length; ) {
    let end = i + 1;
    while (views[end]?.came === 'reload' && !views[end]?.torn) end++;
    const run = views.slice(i, end);
    const hurried = isByClock(run) ? [] : hurriedIn(run, reloads, reloadMs);
    if (hurried.length > 0) rows.push({ kind: 'reloads', views: hurried, others: [] });
    i = end;
  }
  return rows;
}

/** From the first reload to the last that belong to a hurry; the view before them leads. */
function hurriedIn(run: readonly ViewStep[], reloads: number, reloadMs: number): ViewStep[] {
  let from = -1;
  let until = -1;
  for (let i = reloads; i < run.length; i++) {
    if (run[i]!.at - run[i - reloads + 1]!.at > reloadMs) continue;
    if (from < 0) from = i - reloads;
    until = i;
  }
  return from < 0 ? [] : run.slice(from, until + 1);
}

/** It reloads itself: at steady times, or where nobody looks. */
function isByClock(run: readonly ViewStep[]): boolean {
  if (run.length < 3) return false;
  if (run.every(({ shownMs }) => shownMs < STEADY_MS)) return true;
  const gaps = run.slice(1).map(({ at }, i) => at - run[i]!.at);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  if (mean < CLOCK_LEAST_MS) return false;
  const apart = Math.max(STEADY_MS, mean * STEADY_SHARE);
  // The first may have begun late, the last may have been cut short by a hand.
  const steady = gaps.filter((gap) => Math.abs(gap - mean) <= apart);
  return steady.length === gaps.length;
}
