import type { Baseline, Hit, SeenMove, Sight } from '../sight.ts';

const EVERY_MS = 225;
const TURNS = 4;
/** Pixels per square millisecond. */
const ACCELERATION = 0.008;

/**
 * OpenReplay: every 225 ms, more than four changes of the horizontal direction and an acceleration above 0.008 px/ms^2.
 * Source: https://github.com/openreplay/openreplay, tracker/tracker/src/main/modules/mouse.ts. rrweb has a position in 50 ms, so that
 * four or five fall into one of its looks: as good as never.
 */
export const openreplay: Baseline = {
  vendor: 'OpenReplay',
  signal: 'thrashed-cursor',
  rule: '> 4 changes of direction and an acceleration > 0.008 px/ms^2 within 225 ms',
  source: 'https://github.com/openreplay/openreplay tracker/tracker/src/main/modules/mouse.ts',
  find: (sight: Sight) => {
    const moves = sight.filter((seen) => seen.kind === 'move');
    const hits: Hit[] = [];
    let before = 0;
    for (const look of looksOf(moves)) {
      const speed = look.px / EVERY_MS;
      const last = hits.at(-1);
      if (before > 0 && look.turns > TURNS && (speed - before) / EVERY_MS > ACCELERATION) {
        if (last && look.at - last.until <= 2 * EVERY_MS) last.until = look.at + EVERY_MS;
        else hits.push({ at: look.at, until: look.at + EVERY_MS, element: null });
      }
      before = speed;
    }
    return hits;
  },
};

function looksOf(moves: readonly SeenMove[]): { at: number; px: number; turns: number }[] {
  const looks: { at: number; px: number; turns: number }[] = [];
  let direction = 0;
  moves.forEach((move, n) => {
    const at = move.at - (move.at % EVERY_MS);
    if (looks.at(-1)?.at !== at) looks.push({ at, px: 0, turns: 0 });
    const look = looks.at(-1)!;
    const [dx, dy] = [move.x - (moves[n - 1]?.x ?? move.x), move.y - (moves[n - 1]?.y ?? move.y)];
    look.px += Math.abs(dx) + Math.abs(dy);
    if (Math.sign(dx) !== direction) look.turns++;
    direction = Math.sign(dx);
  });
  return looks;
}
