import { ID_PATTERN } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCursor, SORTS, writeCursor } from './cursor.ts';
import { sessionId, T0 } from './test-api.ts';

const last = { beforeScore: 40, beforeAt: T0, beforeId: sessionId('last') };
const encode = (text: string) => Buffer.from(text).toString('base64url');

describe('a cursor', () => {
  it('comes back as it was written, for its own sort only', () => {
    const positions = fc.record({
      beforeScore: fc.integer({ min: 0, max: 100 }),
      beforeAt: fc.integer({ min: 0, max: 1e13 }),
      beforeId: fc.stringMatching(ID_PATTERN),
    });
    fc.assert(
      fc.property(positions, fc.constantFrom(...SORTS), (position, sort) => {
        const text = writeCursor(sort, position);
        expect(text).toMatch(/^[\w-]+$/);
        expect(readCursor(sort, text)).toEqual(position);
        for (const other of SORTS.filter((one) => one !== sort)) expect(readCursor(other, text)).toBeUndefined();
      }),
    );
  });

  it('of other texts is none', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readCursor('recent', text)).toBeUndefined();
        expect(readCursor('recent', encode(text))).toBeUndefined();
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['a score over 100', `recent.101.${T0}.${last.beforeId}`],
    ['a score that is a fraction', `recent.1.5.${T0}.${last.beforeId}`],
    ['a time behind what the store holds', `recent.1.9223372036854775807.${last.beforeId}`],
    ['a negative time', `recent.1.-1.${last.beforeId}`],
    ['no number', `recent.1.NaN.${last.beforeId}`],
    ['a number spelled otherwise', `recent.1.1e3.${last.beforeId}`],
    ['an empty number', `recent..${T0}.${last.beforeId}`],
    ['an id that is none', `recent.1.${T0}.' OR 1=1 --`],
    ['something behind the id', `recent.1.${T0}.${last.beforeId}.x`],
    ['an unknown sort', `oldest.1.${T0}.${last.beforeId}`],
  ])('with %s is none', (_, text) => {
    expect(readCursor('recent', encode(text))).toBeUndefined();
  });

  it('spelled in another base64 is none', () => {
    const text = writeCursor('score', last);
    expect(readCursor('score', `${text}=`)).toBeUndefined();
    expect(readCursor('score', `${text}\n`)).toBeUndefined();
    expect(readCursor('score', ` ${text}`)).toBeUndefined();
  });
});
