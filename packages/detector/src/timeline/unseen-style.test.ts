import { describe, expect, it } from 'vitest';
import { isUnseenStyle } from './unseen-style.ts';

describe('an inline style', () => {
  it.each([
    [null, 'caret-color: transparent !important;'],
    ['caret-color: transparent !important;', ''],
    ['color: red', 'color: red; caret-color: transparent !important;'],
    ['width: 5px; caret-color: auto', 'WIDTH: 5px'],
    ['color: red', { 'caret-color': ['transparent', 'important'] }],
    [{ color: 'red', 'caret-color': ['transparent', 'important'] }, 'color: red'],
    ['', { 'user-select': 'none', '-webkit-user-select': 'none', 'pointer-events': false }],
    [undefined, null],
  ])('from %j to %j changes nothing to see', (before, after) => {
    expect(isUnseenStyle(before, after)).toBe(true);
  });

  it.each([
    [null, 'color: red'],
    ['color: red', 'color: blue'],
    ['color: red; caret-color: auto', ''],
    ['', { 'caret-color': 'auto', display: 'none' }],
    [{ display: 'none' }, 'display: block'],
  ])('from %j to %j shows', (before, after) => {
    expect(isUnseenStyle(before, after)).toBe(false);
  });

  it('of any length is looked at for its beginning only', () => {
    expect(isUnseenStyle('', `caret-color: auto; ${'x: y;'.repeat(1_000_000)}`)).toBe(false);
  });
});
