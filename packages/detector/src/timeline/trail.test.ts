import { describe, expect, it } from 'vitest';
import { type Arrival, byOf, Trail } from './trail.ts';

const BUTTON = { leadsTo: 'submit', label: 'button "Buy"' };
const BACK = { leadsTo: '', label: 'link "← Back to results"' };

/** How each of these came; an upper-case letter is a page, what stands behind it how it was told. */
function came(...arrivals: [url: string, by: Arrival['by'], asked?: Arrival['asked'], passing?: boolean][]): string {
  const trail = new Trail();
  const turns = arrivals.map(([url, by, asked = null, passing = false]) => trail.turn({ url, by, asked }, passing));
  return turns.map(({ came }) => came).join(' ');
}

describe('how a page came', () => {
  it.each([
    [
      'documents there and back',
      [
        ['a', 'document'],
        ['b', 'document', BUTTON],
        ['a', 'document'],
      ],
      'opened link back',
    ],
    [
      'and forward again',
      [
        ['a', 'document'],
        ['b', 'document', BUTTON],
        ['a', 'document'],
        ['b', 'document'],
      ],
      'opened link back forward',
    ],
    [
      'a link to where one was',
      [
        ['a', 'document'],
        ['b', 'document'],
        ['a', 'document', BUTTON],
      ],
      'opened link link',
    ],
    [
      'the page says "back"',
      [
        ['a', 'document'],
        ['b', 'document'],
        ['a', 'document', BACK],
      ],
      'opened link back',
    ],
    [
      'the same again by itself',
      [
        ['a', 'document'],
        ['a', 'document'],
      ],
      'opened reload',
    ],
    [
      'the same again, asked for',
      [
        ['a', 'document'],
        ['a', 'document', BUTTON],
      ],
      'opened link',
    ],
    [
      'routes there and back',
      [
        ['a', 'document'],
        ['b', 'push', BUTTON],
        ['a', 'pop'],
      ],
      'opened link back',
    ],
    [
      'a route that is pushed again',
      [
        ['a', 'document'],
        ['b', 'push'],
        ['a', 'push'],
      ],
      'opened link link',
    ],
    [
      'a route in the place of another',
      [
        ['a', 'document'],
        ['b', 'replace'],
        ['a', 'pop'],
      ],
      'opened replaced back',
    ],
    [
      'back to before the recording',
      [
        ['b', 'document'],
        ['a', 'pop'],
      ],
      'opened back',
    ],
    [
      'a fragment by a link, and back',
      [
        ['a', 'document'],
        ['b', 'hash', BUTTON],
        ['a', 'hash'],
      ],
      'opened link back',
    ],
    [
      'back past a page that only led on',
      [
        ['a', 'document'],
        ['r', 'document', BUTTON],
        ['b', 'document', null, true],
        ['a', 'document'],
      ],
      'opened link link back',
    ],
    [
      'two pages before, by address alone',
      [
        ['a', 'document'],
        ['r', 'document', BUTTON],
        ['b', 'document'],
        ['a', 'document'],
      ],
      'opened link link link',
    ],
  ] as const)('%s', (_, arrivals, ways) =>
    expect(came(...(arrivals as unknown as Parameters<typeof came>))).toBe(ways),
  );

  it('is known only where it was told', () => {
    const trail = new Trail();
    const turn = (url: string, by: Arrival['by']) => trail.turn({ url, by, asked: null }, false).sure;
    expect([turn('a', 'document'), turn('b', 'push'), turn('a', 'pop')]).toEqual([true, true, true]);
    expect([turn('c', 'document'), turn('a', 'document')]).toEqual([false, false]);
  });

  it('is read from foreign words', () => {
    expect(['push', 'pop', 'hash', 'replace', 'x', 7, null].map(byOf)).toEqual([
      'push',
      'pop',
      'hash',
      'replace',
      'told',
      'told',
      'told',
    ]);
  });
});
