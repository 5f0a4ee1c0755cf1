import { describe, expect, it } from 'vitest';
import { filesOf, originalFrames, originalText } from './original-stack.ts';
import { openSourceMap, SOURCE_MAP_MAX_BYTES, type SourceMapError } from './source-map.ts';
import { builtShop } from './test-build.ts';

const { code, map } = builtShop();
const FILE = 'https://shop.test/assets/shop-Bx3kdQ9a.js';

/** Line and column (from 1) of a text in the built code. */
function placeOf(text: string): string {
  const before = code.slice(0, code.indexOf(text)).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

const fault = (text: string): string => {
  try {
    openSourceMap(text);
    return 'none';
  } catch (error) {
    return (error as SourceMapError).code;
  }
};

describe('a stack of minified code', () => {
  const opened = openSourceMap(map);
  const stack = [
    'TypeError: x',
    `    at e (${FILE}?v=2:${placeOf('e.total.amount')})`,
    `    at ${FILE}:${placeOf('e(t)')}`,
    '    at https://cdn.test/other.js:1:5',
  ].join('\n');
  const mapOf = (file: string) => (file === FILE ? opened : undefined);

  it('is shown in original code, with names and the lines around', () => {
    const [first, second, third] = originalFrames(stack, mapOf);
    expect(first).toMatchObject({ name: 'sumOf', file: 'src/cart.ts', line: 3, mapped: true, library: false });
    expect(first?.code.find(({ line }) => line === 3)?.text).toContain('cart.total!.amount');
    expect(first?.built).toMatchObject({ file: FILE, line: 1 });
    expect(second).toMatchObject({ file: 'src/pay.ts', line: 4, mapped: true });
    expect(third).toMatchObject({ file: 'https://cdn.test/other.js', line: 1, mapped: false, code: [] });
  });

  it('is text for the key of its issue', () => {
    expect(originalText(stack, mapOf).split('\n')[0]).toMatch(/^at sumOf \(src\/cart\.ts:3:\d+\)$/);
  });

  it('names the files that maps are needed of', () => {
    expect(filesOf(stack)).toEqual([FILE, 'https://cdn.test/other.js']);
  });
});

describe('a hostile source map', () => {
  const sound = { version: 3, sources: ['a.ts'], names: [], mappings: 'AAAA' };
  it.each([
    ['', 'not_json'],
    ['<!doctype html>', 'not_json'],
    ['null', 'no_source_map'],
    ['[]', 'no_source_map'],
    ['{}', 'no_source_map'],
    [JSON.stringify({ ...sound, version: 2 }), 'no_source_map'],
    [JSON.stringify({ ...sound, mappings: 'AA AA' }), 'no_source_map'],
    [JSON.stringify({ ...sound, sources: 'a.ts' }), 'no_source_map'],
    [JSON.stringify({ ...sound, sources: [{}] }), 'no_source_map'],
    [JSON.stringify({ ...sound, names: [7] }), 'no_source_map'],
    [JSON.stringify({ version: 3, sections: [{ offset: {}, map: sound }] }), 'has_sections'],
    ['['.repeat(1_000_000), 'too_deep'],
    [`[${'{},'.repeat(500_000)}{}]`, 'too_large'],
    [`"${'x'.repeat(SOURCE_MAP_MAX_BYTES)}"`, 'too_large'],
    ['"\\'.repeat(100_000), 'not_json'],
    [`{"a":"${'\\'.repeat(1_000_000)}`, 'not_json'],
  ])('%.40s is refused as %s', (text, code) => expect(fault(text)).toBe(code));

  it('cannot name a file of the machine: what it names is text', () => {
    const paths = [
      '../../../../etc/passwd',
      'file:///etc/passwd',
      '/etc/passwd',
      'webpack://x/./../etc/passwd',
      '..\\..\\x',
    ];
    for (const path of paths) {
      const opened = openSourceMap(JSON.stringify({ ...sound, sources: [path] }));
      expect(opened.originalOf(1, 1)?.source).toMatch(/^(?:etc\/passwd|x)$/);
      expect(opened.linesOf({ source: path, line: 1, column: 1, name: '' }, 3)).toEqual([]);
    }
  });

  it('may point anywhere, and hold lines without end', () => {
    const opened = openSourceMap(
      JSON.stringify({ ...sound, mappings: 'AAAAA', names: [], sourcesContent: ['x'.repeat(1_000_000)] }),
    );
    expect(opened.originalOf(99_999, 99_999)).toBeNull();
    expect(opened.originalOf(-1, -1)?.line).toBe(1);
    const [line] = opened.linesOf({ source: 'a.ts', line: 1, column: 1, name: '' }, 3);
    expect(line?.text).toHaveLength(300);
  });

  it('that other sites may not run is read all the same', () => {
    expect(openSourceMap(`)]}'\n${JSON.stringify(sound)}`).sources).toBe(1);
  });
});
