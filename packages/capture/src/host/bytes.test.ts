import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encode, exceeds } from './bytes.ts';

test('a text exceeds a limit exactly when its UTF-8 does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 60 }), (text, max) => {
      expect(exceeds(text, max)).toBe(new TextEncoder().encode(text).length > max);
      expect(encode(text)).toEqual(new TextEncoder().encode(text));
    }),
  );
});
