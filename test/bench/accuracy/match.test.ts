import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { match, meets, type Stretch, samePlace } from './match.ts';

const at = (from: number, until = from, target?: string): Stretch => ({ at: from, until, target });

describe('flags and labels', () => {
  it('meet by time, with some slack, and by place where both have one', () => {
    expect(meets(at(100, 200), at(150), 0)).toBe(true);
    expect(meets(at(100, 200), at(260), 50)).toBe(false);
    expect(meets(at(100, 200), at(250), 50)).toBe(true);
    expect(meets(at(100, 200, '#a'), at(150, 150, '#b'), 0)).toBe(false);
    expect(meets(at(100, 200, '#a'), at(150), 0)).toBe(true);
  });

  it('are of one place when one stands inside the other', () => {
    expect(samePlace('#pay', '#pay > span')).toBe(true);
    expect(samePlace('#host >>> button', '#host')).toBe(true);
    expect(samePlace('#pay', '#pay-later')).toBe(false);
    expect(samePlace('html > body > div:nth-of-type(1)', 'html > body > div:nth-of-type(12)')).toBe(false);
  });

  it('are matched one to one', () => {
    expect(match([at(100), at(110)], [at(100, 120)], 0)).toEqual({ byFlag: [0, -1], missed: [] });
    expect(match([at(100, 500)], [at(100), at(400)], 0)).toEqual({ byFlag: [0], missed: [1] });
  });

  it('are matched as many as can be, whatever comes first', () => {
    // The first flag fits both labels, the second only the one that a greedy reader would have given away.
    expect(match([at(100, 500), at(90, 110)], [at(100), at(400)], 0)).toEqual({ byFlag: [1, 0], missed: [] });
  });

  it('in whatever order they are told, are as many', () => {
    const stretch = fc.tuple(fc.nat(60), fc.nat(20)).map(([from, length]) => at(from, from + length));
    const some = fc.array(stretch, { maxLength: 8 });
    fc.assert(
      fc.property(some, some, (flags, labels) => {
        const count = ({ byFlag }: { byFlag: number[] }) => byFlag.filter((label) => label !== -1).length;
        const forward = match(flags, labels, 0);
        expect(count(match(flags.toReversed(), labels.toReversed(), 0))).toBe(count(forward));
        expect(forward.missed).toHaveLength(labels.length - count(forward));
      }),
    );
  });
});
