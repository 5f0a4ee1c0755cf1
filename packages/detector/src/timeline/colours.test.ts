import { describe, expect, it } from 'vitest';
import { colourIn, isRed } from './colours.ts';

describe('a colour', () => {
  it('is red as pages write that something is wrong', () => {
    for (const red of [
      'red',
      '#c22',
      '#b00020',
      'rgb(220, 38, 38)',
      'rgb(239 68 68 / 1)',
      'hsl(0 80% 45%)',
      'var(--danger-600)',
    ])
      expect(isRed(red), red).toBe(true);
  });

  it('is none that is something else, pale or dark', () => {
    for (const other of ['#333', '#fdd', 'green', 'rgb(0, 0, 0)', 'hsl(210 80% 45%)', 'var(--text)', '', 'inherit'])
      expect(isRed(other), other).toBe(false);
  });

  it('is the last that a block declares, and no background', () => {
    expect(colourIn('{color: blue; background-color: red; color: #c22}')).toBe('#c22');
    expect(colourIn('{background-color: red}')).toBe('');
  });
});
