import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isForPage, keyHint, originOfPage } from './came-from.ts';

const headersOf = (headers: Record<string, string>) => (name: string) => new Headers(headers).get(name);
const from = (headers: Record<string, string>) => originOfPage(headersOf(headers));

describe('where a request came from', () => {
  it.each([
    [{ origin: 'https://shop.example' }, 'https://shop.example'],
    [{ referer: 'https://shop.example/cart?email=ann@example.com#card' }, 'https://shop.example'],
    [{ origin: 'https://shop.example', referer: 'https://other.example/' }, 'https://shop.example'],
    [{ referer: 'https://ann:secret@shop.example:8443/' }, 'https://shop.example:8443'],
    [{ origin: 'null' }, ''],
    [{}, ''],
    [{ origin: 'chrome-extension://abcdef' }, ''],
    [{ referer: 'data:text/html,secret' }, ''],
    [{ origin: `https://${'a'.repeat(200)}.example` }, ''],
  ])('%j: %s', (headers, origin) => expect(from(headers as Record<string, string>)).toBe(origin));

  it('is never more than an origin, whatever the address says', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const origin = from({ referer: url });
        expect(origin === '' || new URL(url).origin === origin).toBe(true);
      }),
    );
  });
});

describe('who asks for the snippet', () => {
  it.each([
    [{ 'sec-fetch-dest': 'script' }, true],
    [{ 'sec-fetch-dest': 'document', referer: 'https://shop.example/' }, false],
    [{ referer: 'https://shop.example/' }, true],
    [{}, false],
  ])('%j is a page: %s', (headers, page) => expect(isForPage(headersOf(headers as Record<string, string>))).toBe(page));
});

describe('the hint of a key', () => {
  it.each([
    ['fk_7mQ2vXc9LtR4', 'fk_7mQ'],
    ['abc', 'abc'],
    ['<img src=x>', ''],
    ['ann@example.com', 'ann'],
    ['', ''],
  ])('of %s is "%s"', (key, hint) => expect(keyHint(key)).toBe(hint));
});
