import { ASSET_MIN_CHARS } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSheets } from './find-sheets.ts';

const LONG = '.pay::after { content: "\\"\\\\" } '.repeat(60);
const RULES = [{ rule: `.a[b="]"] { content: "[" } ${LONG}`, index: 0 }, { rule: '.c {}' }];

/** What is found in an event, as it stands there. */
function found(event: unknown): string[] {
  const json = JSON.stringify(event);
  return findSheets(json).map(({ kind, from, until }) => `${kind} ${json.slice(from, until)}`);
}

describe('style sheets in an event', () => {
  test('are those of links and style elements, whole ones set by a script, and the rules of adopted ones', () => {
    const event = {
      node: { attributes: { _cssText: LONG } },
      data: { replace: LONG, replaceSync: LONG, styles: [{ styleId: 1, rules: RULES }] },
    };
    const css = `css ${JSON.stringify(LONG)}`;
    expect(found(event)).toEqual([css, css, css, `rules ${JSON.stringify(RULES)}`]);
  });

  test('and pictures that stand in their address, in their order', () => {
    const picture = `data:image/png;base64,${'iVBO'.repeat(300)}`;
    const shown = {
      attributes: { src: picture, alt: picture, 'xlink:href': picture, _cssText: LONG, poster: `${picture}"` },
    };
    const drawn = `drawn ${JSON.stringify(picture)}`;
    expect(found(shown)).toEqual([drawn, drawn, `css ${JSON.stringify(LONG)}`]);
    expect(found({ src: `data:text/html,${'x'.repeat(2000)}`, href: `https://a.example/${'x'.repeat(2000)}` })).toEqual(
      [],
    );
  });

  test('stay when they are short', () => {
    const css = (chars: number): string => 'x'.repeat(chars - 2);
    expect(found({ _cssText: css(ASSET_MIN_CHARS - 1), rules: [{ rule: 'a{}' }] })).toEqual([]);
    expect(found({ _cssText: css(ASSET_MIN_CHARS) })).toHaveLength(1);
  });

  test('are not what a page writes about', () => {
    expect(found({ textContent: JSON.stringify({ _cssText: LONG }), title: `"_cssText":"${LONG}"` })).toEqual([]);
    expect(found({ attributes: { rules: LONG }, value: LONG, rules: [LONG] })).toEqual([]);
  });

  test('with half a character stay: UTF-8 would not give it back', () => {
    expect(found({ _cssText: `${LONG}\ud83d` })).toEqual([]);
    expect(found({ _cssText: `${LONG}\u{1f600}` })).toHaveLength(1);
  });

  test('of megabytes are found', () => {
    expect(found({ _cssText: LONG.repeat(1_500) })).toHaveLength(1);
  });

  test('are whole whatever is in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (one, two) => {
        const texts = [one + LONG, LONG + two];
        const json = JSON.stringify({ a: { _cssText: texts[0], b: two }, rules: [{ rule: texts[1] }, { rule: one }] });
        const parts = findSheets(json).map(({ from, until }) => JSON.parse(json.slice(from, until)));
        expect(parts).toEqual([texts[0], [{ rule: texts[1] }, { rule: one }]]);
      }),
    );
  });
});
