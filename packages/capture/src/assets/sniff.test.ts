import { describe, expect, test } from 'vitest';
import { png, svg } from '../../test/pictures.ts';
import { sniff } from './sniff.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('by its first bytes', () => {
  test.each([
    ['png', png([1, 2, 3])],
    ['jpeg', bytes('\xff\xd8\xff\xe0')],
    ['gif', bytes('GIF89a')],
    ['webp', bytes('RIFF\x10\0\0\0WEBPVP8 ')],
    ['avif', bytes('\0\0\0\x20ftypavif')],
    ['ico', bytes('\0\0\x01\0\x01\0')],
    ['svg', bytes(svg('red'))],
    [
      'svg with all before it',
      bytes(`\xef\xbb\xbf<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "x">\n<!-- by hand -->\n${svg('red')}`),
    ],
  ])('%s is a picture', (_, file) => expect(sniff(file)).toBe('image'));

  test.each([
    ['woff2', bytes('wOF2')],
    ['woff', bytes('wOFF')],
    ['otf', bytes('OTTO')],
    ['ttf', bytes('\0\x01\0\0\0')],
  ])('%s is a font', (_, file) => expect(sniff(file)).toBe('font'));

  test.each([
    ['nothing', bytes('')],
    ['a page', bytes('<!doctype html><title>Sign in</title><svg></svg>')],
    ['an answer in JSON', bytes('{"svg":"<svg>"}')],
    ['a script', bytes('/* <svg> */ alert(1)')],
    ['sound in the dress of a webp', bytes('RIFF\x10\0\0\0WAVE')],
  ])('%s is neither', (_, file) => expect(sniff(file)).toBeUndefined());
});
