import type { Baseline, Hit, SeenMove, Sight } from '../sight.ts';

export interface AmplitudeThrashOptions {
  /** Reversals on one axis ... */
  turns: number;
  /** ... the first and last of which lie within less than this. */
  ms: number;
}

const DEFAULTS: AmplitudeThrashOptions = { turns: 20, ms: 2000 };

export interface Turn {
  at: number;
  axis: 'x' | 'y';
}

/** Where the pointer turns back, on each axis by itself. */
export function turnsOf(moves: readonly SeenMove[]): Turn[] {
  const turns: Turn[] = [];
  const way = { x: 0, y: 0 };
  moves.forEach((move, n) => {
    for (const axis of ['x', 'y'] as const) {
      const sign = Math.sign(move[axis] - (moves[n - 1]?.[axis] ?? move[axis]));
      if (sign === 0) continue;
      if (way[axis] === -sign) turns.push({ at: move.at, axis });
      way[axis] = sign;
    }
  });
  return turns;
}

/**
 * Amplitude: twenty reversals of the pointer on one axis within two seconds; told when two seconds pass without another.
 * Source: https://github.com/amplitude/Amplitude-TypeScript,
 * packages/plugin-autocapture-browser/src/autocapture/track-thrashed-cursor.ts.
 */
export function amplitudeThrash(
  turns: readonly Turn[],
  { turns: count, ms }: AmplitudeThrashOptions = DEFAULTS,
): Hit[] {
  const hits: Hit[] = [];
  let open = false;
  let rows: Record<'x' | 'y', number[]> = { x: [], y: [] };
  for (const { at, axis } of turns) {
    const last = hits.at(-1);
    if (open && last && at - last.until >= ms) {
      open = false;
      rows = { x: [], y: [] };
    }
    rows[axis] = [...rows[axis], at].slice(-count);
    const full = [rows.x, rows.y].filter(
      (row) => row.length >= count && at - row[0]! < ms && row.at(-1)! - row[0]! < ms,
    );
    if (full.length === 0) {
      if (open) rows = { x: [], y: [] };
      open = false;
    } else if (open && last) last.until = at;
    else hits.push({ at: Math.min(...full.map(([first]) => first!)), until: at, element: null });
    open = full.length > 0;
  }
  return hits;
}

export const amplitude: Baseline = {
  vendor: 'Amplitude',
  signal: 'thrashed-cursor',
  rule: '20 reversals on one axis within 2 s',
  source:
    'https://github.com/amplitude/Amplitude-TypeScript packages/plugin-autocapture-browser/src/autocapture/track-thrashed-cursor.ts',
  find: (sight: Sight) => amplitudeThrash(turnsOf(sight.filter((seen) => seen.kind === 'move'))),
};
