import { describe, expect, it } from 'vitest';
import { CLICK_SHOWN_MS, clicksOf, clicksShown } from './clicks.ts';

const START = 1_000_000;
const interaction = (at: number, type: number, x: unknown = 10, y: unknown = 20) => ({
  type: 3,
  timestamp: START + at,
  data: { source: 2, type, id: 1, x, y },
});

describe('clicks of a recording', () => {
  it('are clicks, context clicks and touches, on the session’s clock', () => {
    const events = [interaction(100, 2), interaction(200, 7, 1, 2), interaction(300, 3)];
    expect(clicksOf(events, START)).toEqual([
      { at: 100, x: 10, y: 20, kind: 'click' },
      { at: 200, x: 1, y: 2, kind: 'touch' },
      { at: 300, x: 10, y: 20, kind: 'click' },
    ]);
  });

  it('are not the other things a mouse does, nor clicks from nowhere', () => {
    const events = [
      interaction(1, 0),
      interaction(2, 1),
      interaction(3, 5),
      interaction(4, 2, null),
      interaction(5, 2, 1, Number.NaN),
    ];
    expect(clicksOf([...events, { type: 4, timestamp: START, data: { width: 1 } }], START)).toEqual([]);
  });
});

describe('clicks on the screen', () => {
  const clicks = [0, 400, 800, 10_000].map((at) => ({ at, x: 0, y: 0, kind: 'click' as const }));
  const times = (at: number): number[] => clicksShown(clicks, at).map((click) => click.at);

  it('are those of the last moment, oldest first', () => {
    expect(times(900)).toEqual([0, 400, 800]);
    expect(times(CLICK_SHOWN_MS + 1)).toEqual([400, 800]);
    expect(times(5_000)).toEqual([]);
    expect(times(10_000)).toEqual([10_000]);
    expect(times(-1)).toEqual([]);
  });

  it('fade with age', () => {
    expect(clicksShown(clicks, 10_000)[0]?.age).toBe(0);
    expect(clicksShown(clicks, 10_000 + CLICK_SHOWN_MS / 2)[0]?.age).toBe(0.5);
  });
});
