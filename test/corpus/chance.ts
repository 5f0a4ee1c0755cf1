/** Dice that fall the same way for the same seed. */
export interface Chance {
  /** 0 up to 1. */
  next(): number;
  /** From `from` up to `to`. */
  between(from: number, to: number): number;
  /** A whole number from `from` to `to`, both possible. */
  whole(from: number, to: number): number;
  /** True in `share` of the cases. */
  happens(share: number): boolean;
  pick<T>(all: readonly T[]): T;
  shuffle<T>(all: readonly T[]): T[];
}

/** mulberry32: 32 bits of state, good enough to choose where a hand trembles. */
export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    between: (from, to) => from + next() * (to - from),
    happens: (share) => next() < share,
    pick: (all) => all[whole(0, all.length - 1)]!,
    shuffle(all) {
      const mixed = [...all];
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = whole(0, i);
        [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
      }
      return mixed;
    },
  };
}
