import type { Baseline, Hit, SeenMove, Sight } from '../sight.ts';

const WINDOW_MS = 2000;
const TURN_DEGREES = 45;
const TURNS = 4;
const TOTAL_PX = 300;
const DEAD_ZONE_PX = 5;
const MEAN_PX_PER_S = 300;
const FASTEST_PX_PER_S = 5000;
const BOX_PX = 200;
const SCORE = 0.6;

/** The way from one position to the next. */
interface Leg {
  at: number;
  from: SeenMove;
  to: SeenMove;
  px: number;
  ms: number;
  /** Degrees. */
  angle: number;
}

/** Legs longer than the dead zone and no faster than a hand. */
function legsOf(moves: readonly SeenMove[]): Leg[] {
  const legs: Leg[] = [];
  let from = moves[0];
  for (const to of moves.slice(1)) {
    if (!from) break;
    const px = Math.hypot(to.x - from.x, to.y - from.y);
    const ms = to.at - from.at;
    if (px < DEAD_ZONE_PX) continue;
    if (ms > 0 && (px / ms) * 1000 <= FASTEST_PX_PER_S)
      legs.push({ at: to.at, from, to, px, ms, angle: (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI });
    from = to;
  }
  return legs;
}

function turnsIn(legs: readonly Leg[]): number {
  return legs.filter((leg, n) => {
    const before = legs[n - 1];
    const turn = before ? Math.abs(leg.angle - before.angle) % 360 : 0;
    return Math.min(turn, 360 - turn) >= TURN_DEGREES;
  }).length;
}

/**
 * 0.4 for turns, 0.3 for speed, 0.3 for staying in a small box; each part grows up to its limit. How the parts grow is not published:
 * here in proportion.
 */
function scoreOf(legs: readonly Leg[]): number {
  const total = legs.reduce((sum, { px }) => sum + px, 0);
  const ms = legs.at(-1)!.at - legs[0]!.from.at;
  const turns = turnsIn(legs);
  const speed = (total / Math.max(1, ms)) * 1000;
  if (turns < TURNS || total < TOTAL_PX || speed < MEAN_PX_PER_S) return 0;
  const spots = legs.flatMap(({ from, to }) => [from, to]);
  const side = (axis: 'x' | 'y') => {
    const values = spots.map((spot) => spot[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  const box = Math.max(side('x'), side('y'));
  const part = (value: number) => Math.min(1, value);
  return (
    0.4 * part(turns / (2 * TURNS)) + 0.3 * part(speed / (2 * MEAN_PX_PER_S)) + 0.3 * part(BOX_PX / Math.max(1, box))
  );
}

/**
 * Splunk: over two seconds at least 4 turns of 45 degrees, 300 px and 300 px/s; a score of turns, speed and small area of 0.6 or more.
 * Source: https://github.com/signalfx/splunk-otel-js-web, packages/web/README.md (Frustration Signals 2.0).
 */
export const splunk: Baseline = {
  vendor: 'Splunk',
  signal: 'thrashed-cursor',
  rule: '2 s with >= 4 turns of 45 degrees, >= 300 px, >= 300 px/s; score of turns, speed, area >= 0.6',
  source: 'https://github.com/signalfx/splunk-otel-js-web packages/web/README.md',
  find: (sight: Sight) => {
    const legs = legsOf(sight.filter((seen) => seen.kind === 'move'));
    const hits: Hit[] = [];
    let start = 0;
    legs.forEach((leg, n) => {
      while (start <= n && leg.at - legs[start]!.from.at > WINDOW_MS) start++;
      if (start > n || scoreOf(legs.slice(start, n + 1)) < SCORE) return;
      const last = hits.at(-1);
      if (last && legs[start]!.from.at - last.until <= WINDOW_MS) last.until = leg.at;
      else hits.push({ at: legs[start]!.from.at, until: leg.at, element: null });
    });
    return hits;
  },
};
