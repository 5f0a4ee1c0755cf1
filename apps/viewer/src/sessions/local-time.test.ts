import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLocalInput, toLocalInput } from './local-time.ts';

describe('a time in a field', () => {
  it('is the same instant when it is read back', () => {
    // In winter: in the hour that summer time repeats, a local time means two instants.
    const winter = fc.date({ min: new Date('2026-01-05'), max: new Date('2026-01-25'), noInvalidDate: true });
    const minute = winter.map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000).toISOString());
    fc.assert(
      fc.property(minute, (text) => {
        expect(fromLocalInput(toLocalInput(text))).toBe(text);
      }),
    );
  });

  it('is empty for none', () => {
    expect(toLocalInput('')).toBe('');
    expect(fromLocalInput('')).toBe('');
  });
});
