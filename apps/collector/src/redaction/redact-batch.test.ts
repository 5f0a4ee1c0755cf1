import { maskSensitive } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpackLines } from '../unpacking/unpack-lines.ts';
import { kindOf } from './place.ts';
import { Redactor } from './redact-text.ts';

const SETTINGS = { off: [], parameters: [] };

function unpack(text: string, settings: Parameters<typeof unpackLines>[1] = SETTINGS) {
  const unpacked = unpackLines(Buffer.from(text), settings);
  return { ...unpacked, text: Buffer.from(unpacked.lines).toString() };
}

const event = (data: unknown, type = 3) => JSON.stringify({ type, timestamp: 1_763_740_800_250, data });

/** What the rules make of a value, string by string: the oracle. */
function redacted(value: unknown, redactor: Redactor, key = ''): unknown {
  if (typeof value === 'string') return redactor.redact(value, kindOf(key), () => {});
  if (Array.isArray(value)) return value.map((inner) => redacted(inner, redactor));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redacted(inner, redactor, name)]));
}

describe('a batch', () => {
  it('is changed in its strings alone, as the rules say, for any JSON', () => {
    const text = fc.array(
      fc.oneof(
        fc.constantFrom(
          'jane@shop.example',
          '4111 1111 1111 1111',
          'https://u:p@x.example/?a=b',
          'eyJhbGciOiJIUzI1NiJ9.eyJz',
          ' ',
          '\u2028',
        ),
        fc.string({ unit: 'binary', maxLength: 6 }),
      ),
      { maxLength: 4 },
    );
    const string = text.map((parts) => parts.join(''));
    const key = fc.oneof(
      fc.constantFrom('textContent', 'href', 'class', 'd', 'data-user', 'src'),
      fc.string({ maxLength: 4 }),
    );
    const data = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        string,
        fc.double(),
        fc.integer(),
        fc.array(tie('value')),
        fc.dictionary(key, tie('value')),
      ),
    })).value;
    const redactor = new Redactor(SETTINGS);
    fc.assert(
      fc.property(data, (value) => {
        const before = event(value);
        expect(JSON.parse(unpack(before).text)).toEqual(redacted(JSON.parse(before), redactor));
      }),
      { numRuns: 1_000 },
    );
  });

  it('without anything to redact is stored byte for byte', () => {
    const odd = String.raw`{"type":3 ,"timestamp":1763740800250.0,"data":{"a":"\u00e9\ud800 \u0000","n":4111111111111111,"id":1e3}}`;
    expect(unpack(odd).text).toBe(odd);
  });

  it('hides nothing behind escapes', () => {
    const hidden = String.raw`{"type":3,"timestamp":1,"data":{"a":"jane\u0040shop\u002eexample","b":"\u0034111 1111\u00a01111\n1111","c":"https:\/\/u:p@x.example\/"}}`;
    const { data } = JSON.parse(unpack(hidden).text);
    expect(data).toEqual({ a: '*'.repeat(17), b: '*'.repeat(19), c: 'https://x.example/' });
  });

  it('keeps what its lines were hashed as, and how long they were', () => {
    const before = event({ textContent: 'jane@shop.example' });
    const { hash, bytes } = unpack(before);
    expect([hash, bytes]).toEqual([unpack(before, { off: ['email'], parameters: [] }).hash, before.length]);
  });

  it('is told by page, place and class', () => {
    const lines = [
      event({ href: 'https://shop.example/cart?token=abc', width: 1, height: 1 }, 4),
      event({ source: 0, attributes: [{ id: 1, attributes: { 'data-user': 'jane@shop.example' } }], texts: [] }),
      event({ source: 0, texts: [{ id: 2, value: 'joe@shop.example, jane@shop.example' }] }),
      event(
        { plugin: 'falter/navigation@1', payload: { kind: 'push', from: '', to: 'https://shop.example/thanks' } },
        6,
      ),
      event({ source: 0, texts: [{ id: 2, value: '4111 1111 1111 1111' }] }),
    ];
    const { redactions, page } = unpack(lines.join('\n'));
    expect(page).toBe('/thanks');
    expect(redactions).toEqual([
      { page: '/cart', place: 'href', class: 'address', count: 1 },
      { page: '/cart', place: 'data-user', class: 'email', count: 1 },
      { page: '/cart', place: 'text', class: 'email', count: 2 },
      { page: '/thanks', place: 'text', class: 'card', count: 1 },
    ]);
  });

  it('names no place that a visitor could have written', () => {
    const { redactions } = unpack(event({ 'jane@shop.example': 'joe@shop.example', user4711: 'joe@shop.example' }));
    expect(redactions).toEqual([{ page: '', place: 'other', class: 'email', count: 2 }]);
  });

  it('keeps what a site says on purpose, and styles', () => {
    const said = event({ plugin: 'falter/person@1', payload: { id: 'jane@shop.example', traits: {} } }, 6);
    const style = event({ node: { type: 3, textContent: '.a{content:"jane@shop.example"}', isStyle: true, id: 4 } });
    expect(unpack(`${said}\n${style}`).text).toBe(`${said}\n${style}`);
    const feigned = event({ plugin: 'other', note: '"falter/person@1"', text: 'jane@shop.example' }, 6);
    expect(unpack(feigned).text).not.toContain('jane');
  });

  it('H21 leaves out events that nobody knows, tells which, and takes the others', () => {
    const text = [event(1), event(2, 99), '{"type":"x","timestamp":1}', '', event(3), '{"timestamp":1}'].join('\n');
    const { rejected, events, text: stored } = unpack(text);
    expect([rejected, events, stored]).toEqual([[1, 2, 4], 2, `${event(1)}\n${event(3)}`]);
  });

  it('masks text as a page does', () => {
    const text = 'Write to jane@shop.example or call 4111 1111 1111 1111';
    expect(JSON.parse(unpack(event({ textContent: text })).text).data.textContent).toBe(maskSensitive(text));
  });
});

describe('a batch of bad will', () => {
  it('is redacted in bounded time and memory: what is too much to look at is masked whole', () => {
    const many = event(Array.from({ length: 50_000 }, (_, n) => `jane${n}@shop.example`));
    const { text, redactions } = unpack(many);
    expect(text).not.toContain('jane');
    expect(JSON.parse(text).data).toHaveLength(50_000);
    expect(redactions.reduce((sum, { count }) => sum + count, 0)).toBe(50_000);
  });
});
