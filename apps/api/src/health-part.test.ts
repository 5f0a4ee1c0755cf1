import { describe, expect, it } from 'vitest';
import { counted, part, span } from './health-part.ts';

describe('words of health', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [59_400, '59 s'],
    [61_000, '1 min'],
    [3_599_000, '59 min'],
    [30 * 3_600_000, '30 h'],
    [49 * 3_600_000, '2 days'],
  ])('%d ms are %s', (ms, text) => expect(span(ms)).toBe(text));

  it('count in one and many', () => {
    expect(counted(1, 'batch', 'batches')).toBe('1 batch');
    expect(counted(1200, 'batch', 'batches')).toBe('1,200 batches');
  });

  it('have nothing to do where nothing is wrong', () => {
    expect(part({ state: 'ok', cause: 'All is well.' }, {})).toEqual({
      ...{ state: 'ok', cause: 'All is well.', todo: '', since: null, facts: {} },
    });
  });
});
