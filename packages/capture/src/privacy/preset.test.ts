import { describe, expect, test } from 'vitest';
import { EDITED, FIELD, MASKED, PLAIN, SHOWN } from './marks.ts';
import { createWords, hide } from './preset.ts';

describe('a value', () => {
  test('is hidden under a mask of one length; nothing stays nothing', () => {
    expect([hide('a'), hide('a long secret'), hide(5)]).toEqual(['*****', '*****', '*****']);
    expect([hide(''), hide(null), hide(undefined)]).toEqual(['', '', '']);
  });
});

describe('words', () => {
  const text = 'Jane, jane@x.de';
  test.each([
    ['default', PLAIN, 'Jane, *********'],
    ['default', SHOWN, 'Jane, *********'],
    ['default', MASKED, '***** *********'],
    ['default', EDITED, '*****'],
    ['default', EDITED | SHOWN, '*****'],
    ['default', FIELD, '*****'],
    ['strict', PLAIN, '***** *********'],
    ['strict', SHOWN, '***** *********'],
    ['strict', EDITED, '*****'],
    ['open', PLAIN, text],
    ['open', MASKED, '***** *********'],
    ['open', EDITED, '*****'],
    ['open', EDITED | SHOWN, text],
    ['open', FIELD | SHOWN, '*****'],
  ] as const)('with %s, in state %d', (preset, state, left) => {
    expect(createWords(preset)(text, state)).toBe(left);
  });

  test('that are only space stay, so that lines stay where they are', () => {
    expect(createWords('strict')(' \n ', EDITED)).toBe(' \n ');
  });
});
