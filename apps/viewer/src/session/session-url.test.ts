import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoment, sessionPath } from './session-url.ts';

const read = (path: string): ReturnType<typeof readMoment> => readMoment(new URLSearchParams(path.split('?')[1] ?? ''));

describe('a link to a moment', () => {
  it('leads back to the moment', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string({ minLength: 1 }), (at, tab) => {
        expect(read(sessionPath('id', { at, tab }))).toEqual({ at, tab });
      }),
    );
  });

  it('is short without a moment', () => expect(sessionPath('a b')).toBe('/sessions/a%20b'));

  it.each(['at=', 'at=soon', 'at=NaN', 'at=Infinity', ''])('with "%s" names none', (query) => {
    expect(read(`/sessions/x?${query}`)).toEqual({});
  });

  it('may name a time by the clock of the visitor, as the snippet does', () => {
    expect(read('/x?time=1764440000000')).toEqual({ time: 1764440000000 });
    expect(read('/x?time=soon')).toEqual({});
  });

  it('counts whole milliseconds from the start on', () => {
    expect(read('/x?at=12.6')).toEqual({ at: 13 });
    expect(read('/x?at=-5')).toEqual({ at: 0 });
    expect(sessionPath('x', { at: 7.4 })).toBe('/sessions/x?at=7');
  });
});
