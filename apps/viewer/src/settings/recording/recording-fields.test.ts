import { describe, expect, it } from 'vitest';
import { problemOf } from './origin-lines.ts';
import { percent, shareOf } from './share.ts';

describe('a share', () => {
  it.each([
    [0, '0'],
    [0.07, '7'],
    [0.29, '29'],
    [0.0001, '0.01'],
    [1, '100'],
  ])('%d is shown as %s %% and read back', (share, text) => {
    expect(percent(share)).toBe(text);
    expect(shareOf(text)).toBe(share);
  });

  it.each(['', '101', '-1', '1e1', '0x10', 'half', '5 %'])('%j is none', (text) =>
    expect(shareOf(text)).toBeUndefined(),
  );
});

describe('origins, one a line', () => {
  it.each([
    [[], ''],
    [['https://pay.example', 'http://localhost:3000'], ''],
    [['https://pay.example/x'], 'Probably https://pay.example is meant.'],
    [['http://localhost:*'], ':* is not known here'],
    [Array.from({ length: 21 }, (_, n) => `https://s${n}.example`), 'At most 20'],
  ])('%j: %s', (lines, words) => {
    if (words === '') expect(problemOf(lines)).toBe('');
    else expect(problemOf(lines)).toContain(words);
  });
});
