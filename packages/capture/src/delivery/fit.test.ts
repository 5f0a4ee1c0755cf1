import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { line } from '../../test/memory.ts';
import { encode } from '../host/bytes.ts';
import { fit } from './fit.ts';

describe('fit', () => {
  test('keeps everything that fits', () => {
    const lines = [line('aa'), line('bb')];
    expect(fit(lines, 6)).toEqual({ kept: lines, left: [] });
  });

  test('leaves the largest behind, not the last', () => {
    const [click, mutation, error] = [line('click'), line('m'.repeat(100)), line('error')];
    const { kept, left } = fit([click, mutation, error], 50);
    expect([kept, left]).toEqual([[click, error], [mutation]]);
  });

  test('counts bytes, not characters', () => {
    expect(fit([line('äöü')], 6).kept).toEqual([]);
    expect(fit([line('äöü')], 7).kept).toHaveLength(1);
  });

  test('keeps order, exceeds nothing and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 50 })),
        fc.integer({ min: -10, max: 500 }),
        (texts, room) => {
          const lines = texts.map((text) => line(text));
          const { kept, left } = fit(lines, room);
          const bytes = kept.reduce((sum, { text }) => sum + encode(text).length + 1, 0);
          expect(bytes).toBeLessThanOrEqual(Math.max(0, room));
          expect(kept).toEqual(lines.filter((one) => !left.includes(one)));
          expect(kept.length + left.length).toBe(lines.length);
        },
      ),
    );
  });
});
