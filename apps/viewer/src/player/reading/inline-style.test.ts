import { describe, expect, it } from 'vitest';
import { changeStyle } from './inline-style.ts';

describe('a style attribute', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['', { color: 'red' }, 'color: red;'],
    ['color: red', { color: 'blue', top: ['1px', ''] }, 'color: blue; top: 1px;'],
    ['color: red; top: 1px;', { color: false }, 'top: 1px;'],
    ['margin: 1px', { 'margin-left': '2px' }, 'margin: 1px; margin-left: 2px;'],
    ['margin-left: 2px', { margin: '1px' }, 'margin-left: 2px; margin: 1px;'],
    ['margin: 1px; margin-left: 2px', { margin: false }, ''],
    ['left: 1px; top: 2px', { left: false }, 'top: 2px;'],
    ['color: red', { color: ['blue', 'important'] }, 'color: blue !important;'],
    ['color: red !important', { color: 'blue' }, 'color: blue;'],
    ['background: url("a;b:c") 0 0', { color: 'red' }, 'background: url("a;b:c") 0 0; color: red;'],
    ['--Tea: oolong', { '--tea': 'mint' }, '--Tea: oolong; --tea: mint;'],
    ['COLOR: red', { color: 'blue' }, 'color: blue;'],
    ['color: red', { color: '' }, ''],
  ])('%j with %j is %j', (style, changes, next) => {
    expect(changeStyle(style, changes)).toBe(next);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['a part is taken out of a shorthand', 'margin: 1px', { 'margin-left': false }],
    ['the same by another name', 'inset: 0', { left: false }],
    ['borders have many shorthands', 'border-color: red', { 'border-top': false }],
    ['a shorthand is important', 'margin: 1px !important', { 'margin-left': '2px' }],
    ['a part is important', 'margin-left: 1px !important', { margin: '2px' }],
    ['all of it is meant', 'all: unset', { color: false }],
    ['there is a comment', 'color: /* ; */ red', { top: '1px' }],
    ['something is escaped', 'color: r\\65 d', { top: '1px' }],
    ['it is no list of declarations', 'color', { top: '1px' }],
    ['a parenthesis is never closed', 'background: url(x', { top: '1px' }],
    ['a value is none', 'color: red', { top: 5 }],
  ])('is left to CSS where %s', (_, style, changes) => {
    expect(changeStyle(style, changes)).toBeUndefined();
  });
});
