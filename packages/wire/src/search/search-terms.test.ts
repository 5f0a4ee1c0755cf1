import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEARCH_FIELDS } from './search-fields.ts';
import { parseTerms, printSearch, type SearchTerm } from './search-terms.ts';

const plain = (text: string): SearchTerm[] =>
  parseTerms(text).map(({ field, not, compare, value }) => ({ field, not, compare, value }));

const term = (values: Partial<SearchTerm>): SearchTerm => ({
  field: '',
  not: false,
  compare: '',
  value: '',
  ...values,
});

const nasty = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', '\\', ' ', '-', ':', '>', '/', 'a', '=') }),
  fc.constantFrom('//x', '-', '--', '"', '\\', 'url:x', '>3', '\n', '“'),
);

const anyTerm: fc.Arbitrary<SearchTerm> = fc.oneof(
  // words alone that are none do not exist: nobody can type them
  fc.record({ field: fc.constant(''), not: fc.boolean(), compare: fc.constant(''), value: nasty }),
  fc.record({
    field: fc.constantFrom('url', 'person', 'text', 'found-on', 'plan', 'Größe', 'a.b_c-d'),
    not: fc.boolean(),
    compare: fc.constant(''),
    value: nasty,
  }),
  fc.record({
    field: fc.constantFrom('score', 'duration'),
    not: fc.boolean(),
    compare: fc.constantFrom('', '>', '>=', '<', '<='),
    value: nasty,
  }),
) as fc.Arbitrary<SearchTerm>;

describe('the written form of a search', () => {
  it('says everything: what was printed is read as it was', () => {
    fc.assert(
      fc.property(fc.array(anyTerm, { maxLength: 6 }), (terms) => {
        expect(plain(printSearch(terms))).toEqual(terms);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is some search whatever it is, and every letter of it belongs to a term or is a space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const terms = parseTerms(text);
        let at = 0;
        for (const { start, end } of terms) {
          expect(text.slice(at, start).trim()).toBe('');
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(text.slice(at).trim()).toBe('');
        expect(plain(printSearch(plain(text)))).toEqual(plain(text));
      }),
    );
  });

  it.each([
    ['pay now', [term({ value: 'pay' }), term({ value: 'now' })]],
    ['"pay now"', [term({ value: 'pay now' })]],
    [
      'url:/checkout -url:/thanks',
      [term({ field: 'url', value: '/checkout' }), term({ field: 'url', not: true, value: '/thanks' })],
    ],
    ['error:"card \\"x\\" declined"', [term({ field: 'error', value: 'card "x" declined' })]],
    [
      'score:>40 duration:<=2m',
      [term({ field: 'score', compare: '>', value: '40' }), term({ field: 'duration', compare: '<=', value: '2m' })],
    ],
    ['URL:/a User:ada', [term({ field: 'url', value: '/a' }), term({ field: 'person', value: 'ada' })]],
    ['text:>40', [term({ field: 'text', value: '>40' })]],
    ['plan:gold', [term({ field: 'plan', value: 'gold' })]],
    ['https://shop.example/a?b=c', [term({ value: 'https://shop.example/a?b=c' })]],
    [
      '-bad -- - x',
      [term({ not: true, value: 'bad' }), term({ value: '--' }), term({ value: '-' }), term({ value: 'x' })],
    ],
    ['5" tablet', [term({ value: '5"' }), term({ value: 'tablet' })]],
    ['12:30', [term({ value: '12:30' })]],
    ['url:', [term({ field: 'url' })]],
    ['TypeError: x', [term({ field: 'TypeError' }), term({ value: 'x' })]],
  ])('%s', (text, terms) => {
    expect(plain(text)).toEqual(terms);
  });

  it('takes a quote that is not closed to the end, and says so', () => {
    expect(parseTerms('a error:"card decl')).toMatchObject([
      { value: 'a', open: false },
      { field: 'error', value: 'card decl', open: true, start: 2, end: 18 },
    ]);
  });

  it('has examples that are what they say', () => {
    for (const [field, { example }] of Object.entries(SEARCH_FIELDS)) {
      expect(plain(example), example).toMatchObject([{ field, not: false }]);
      expect(printSearch(plain(example))).toBe(example);
    }
  });
});
