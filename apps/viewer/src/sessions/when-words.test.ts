import { IMPORT_BROWSER } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { isImported, whenWords } from './when-words.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const ago = (ms: number): string => new Date(NOW - ms).toISOString();

describe('when a session was', () => {
  it('is when it began, by the clock of the visitor', () => {
    const row = { browser: 'Chrome 140', startedAt: ago(240_000), arrivedAt: ago(1_000) };
    expect(whenWords(row, NOW)).toEqual({ text: '4 min ago', more: '' });
    expect(isImported(row)).toBe(false);
  });

  it.each([
    ['2023-12-02T12:00:00.000Z', 'recorded Dec 2, 2023'],
    ['1970-01-01T00:00:01.000Z', 'recorded: no date'],
    ['1999-12-31T23:59:59.999Z', 'recorded: no date'],
    ['2000-01-01T12:00:00.000Z', 'recorded Jan 1, 2000'],
    ['nonsense', 'recorded: no date'],
  ])('of a recording of %s that was imported is when it came, and %s', (startedAt, more) => {
    const row = { browser: IMPORT_BROWSER, startedAt, arrivedAt: ago(60_000) };
    expect(whenWords(row, NOW)).toEqual({ text: 'came 1 min ago', more });
    expect(isImported(row)).toBe(true);
  });

  it('is no date where the clock of the visitor had none', () => {
    const row = { browser: 'Chrome 140', startedAt: '1970-01-01T00:00:01.000Z', arrivedAt: ago(60_000) };
    expect(whenWords(row, NOW).text).toBe('no date');
  });
});
