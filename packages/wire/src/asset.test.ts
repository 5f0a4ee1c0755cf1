import { describe, expect, it } from 'vitest';
import { assetReference, assetsReferred, DRAWN_TEXT, expandAssets, hashAsset, isAssetReference } from './asset.ts';
import { utf8 } from './sample-batch.ts';

const CSS = '.pay::after { content: "\\"→\\\\" }\n'.repeat(40);
const RULES = JSON.stringify([{ rule: '.a { color: red; }', index: 0 }, { rule: '.b {}' }]);

async function line(): Promise<[string, string, Map<string, string>]> {
  const css = await hashAsset(utf8(CSS));
  const rules = await hashAsset(utf8(RULES));
  const whole = `{"_cssText":${JSON.stringify(CSS)},"styles":[{"styleId":1,"rules":${RULES}}],"again":${JSON.stringify(CSS)}}`;
  const short = whole
    .replaceAll(JSON.stringify(CSS), assetReference('css', css))
    .replace(RULES, assetReference('rules', rules));
  return [
    whole,
    short,
    new Map([
      [css, CSS],
      [rules, RULES],
    ]),
  ];
}

describe('an event line with references', () => {
  it('expands to the line that was recorded, letter by letter', async () => {
    const [whole, short, texts] = await line();
    expect(short.length).toBeLessThan(250);
    expect(expandAssets(short, (hash) => texts.get(hash))).toBe(whole);
    expect(assetsReferred(short)).toEqual(new Set(texts.keys()));
  });

  it('has pictures that stood in their address back as well', async () => {
    const picture = `data:image/svg+xml;charset=utf-8,%3Csvg%3E${'%20'.repeat(500)}`;
    const hash = await hashAsset(utf8(picture));
    const short = `{"src":${assetReference('drawn', hash)}}`;
    expect(JSON.parse(expandAssets(short, () => picture))).toEqual({ src: picture });
    expect(assetsReferred(short)).toEqual(new Set([hash]));
  });

  it.each([
    ['data:image/png;base64,iVBORw0KGgo=', true],
    ["data:image/svg+xml,%3Csvg viewBox='0 0 1 1'/%3E".replace(' ', '%20').replace(' 0 1 1', ''), true],
    ['data:text/html,%3Cscript%3E', false],
    ['data:image/svg+xml,<svg onload="x()">', false],
    ['javascript:alert(1)//data:image/png,', false],
    [`data:image/${'a'.repeat(100_000)}`, false],
  ])('takes %s for a picture: %s', (text, is) => expect(DRAWN_TEXT.test(text)).toBe(is));

  it('of which nothing is stored can be replayed all the same', async () => {
    const [, short] = await line();
    expect(JSON.parse(expandAssets(short, () => undefined))).toEqual({
      _cssText: '',
      styles: [{ styleId: 1, rules: [] }],
      again: '',
    });
  });

  it('is one only where a whole string is a reference, not where a page talks of one', async () => {
    const hash = await hashAsset(utf8(CSS));
    const said = JSON.stringify({ text: `say "falter-css:${hash}" to it`, short: '"falter-css:abc"' });
    expect(assetsReferred(said)).toEqual(new Set());
    expect(expandAssets(said, () => 'stolen')).toBe(said);
    expect([`falter-css:${hash}`, `falter-css:${hash} `, `say falter-css:${hash}`].map(isAssetReference)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('stays one line of JSON, whatever was stored as the rules of a sheet', () => {
    const line = `{"styles":[{"rules":"falter-rules:${'r'.repeat(43)}"}]}`;
    for (const odd of [
      'body { }',
      '[{"rule":"a"}',
      '[\n]',
      '[1]',
      '[{"rule":"a","more":[]}]',
      '[{"rule":"a","index":"0"}]',
      '{}',
    ]) {
      expect(
        expandAssets(line, () => odd),
        odd,
      ).toBe('{"styles":[{"rules":[]}]}');
    }
    for (const good of ['[]', '[{"rule":"a {}"}, {"rule":"b {}","index":[0,1]}]']) {
      expect(expandAssets(line, () => good)).toBe(`{"styles":[{"rules":${good}}]}`);
    }
  });

  it('brings no more than a memory holds, however often a line refers to it', () => {
    const hash = 'h'.repeat(43);
    const text = 'x'.repeat(4 * 1024 * 1024);
    const line = JSON.stringify({ css: Array.from({ length: 40 }, () => `falter-css:${hash}`) });
    const { css } = JSON.parse(expandAssets(line, () => text)) as { css: string[] };
    expect(css.map(({ length }) => length)).toEqual([...Array(16).fill(text.length), ...Array(24).fill(0)]);
  });
});

it('a hash is the SHA-256 in base64url', async () => {
  expect(await hashAsset(utf8(''))).toBe('47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU');
});
