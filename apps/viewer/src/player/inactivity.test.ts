import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INACTIVE_AFTER_MS, inactiveSpans, MARGIN_MS, spanAt } from './inactivity.ts';

const bounds = { from: 0, until: 60_000 };

describe('stretches in which nothing happens', () => {
  it('lie between actions, with a margin on both sides', () => {
    expect(inactiveSpans([0, 2_000, 30_000, 60_000], bounds)).toEqual([
      { from: 2_000 + MARGIN_MS, until: 30_000 - MARGIN_MS },
      { from: 30_000 + MARGIN_MS, until: 60_000 },
    ]);
  });

  it('reach the start and the end of the session', () => {
    expect(inactiveSpans([30_000], bounds)).toEqual([
      { from: 0, until: 29_000 },
      { from: 31_000, until: 60_000 },
    ]);
  });

  it('are the whole of a session without an action', () => {
    expect(inactiveSpans([], bounds)).toEqual([bounds]);
  });

  it('do not exist in a short pause', () => {
    expect(inactiveSpans([0, INACTIVE_AFTER_MS], { from: 0, until: INACTIVE_AFTER_MS })).toEqual([]);
  });

  it('never hold a moment that must be seen, follow each other and stay inside', () => {
    const moments = fc.array(fc.integer({ min: -5_000, max: 70_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(moments, (times) => {
        const spans = inactiveSpans(times, bounds);
        for (const at of times.filter((time) => time >= 0 && time < bounds.until))
          expect(spanAt(spans, at)).toBeUndefined();
        for (const [index, span] of spans.entries()) {
          expect(span.from).toBeGreaterThanOrEqual(spans[index - 1]?.until ?? bounds.from);
          expect(span.until).toBeGreaterThan(span.from);
          expect(span.until).toBeLessThanOrEqual(bounds.until);
        }
      }),
    );
  });
});

describe('the stretch at a moment', () => {
  const spans = [{ from: 10, until: 20 }];

  it('has its start and not its end', () => {
    expect(spanAt(spans, 10)).toBe(spans[0]);
    expect(spanAt(spans, 19)).toBe(spans[0]);
    expect(spanAt(spans, 20)).toBeUndefined();
    expect(spanAt(spans, 9)).toBeUndefined();
  });
});
