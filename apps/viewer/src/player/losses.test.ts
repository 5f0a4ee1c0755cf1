import type { LossRow } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { coveredMs, lossesAt, lossWords } from './losses.ts';

const loss = (at: number, until: number, tab = 'a'): LossRow => ({
  ...{ kind: 'lost', tab, at, until, count: 3 },
  text: '3 events were lost',
});

describe('what is not recorded in full', () => {
  it('is told while it lasts, long enough to be read, and only of the tab on the screen', () => {
    const losses = [loss(1_000, 1_000), loss(5_000, 60_000), loss(5_000, 60_000, 'b')];
    const shown = (at: number, tab = 'a') => lossesAt(losses, tab, at).map((one) => losses.indexOf(one));
    expect([999, 1_000, 3_500, 3_501, 5_000, 60_001].map((at) => shown(at))).toEqual([[], [0], [0], [], [1], []]);
    expect(shown(5_000, 'b')).toEqual([2]);
  });

  it('is measured once, where two stretches lie over each other', () => {
    expect(coveredMs([loss(4_000, 6_000), loss(0, 1_000), loss(5_000, 5_500), loss(5_000, 9_000)])).toBe(6_000);
    expect(coveredMs([])).toBe(0);
  });

  it('is a sentence', () => expect(lossWords(loss(0, 0))).toBe('3 events were lost.'));
});
