import { assetReference } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { LINE_MAX_CHARS } from '../ndjson.ts';
import { Intake } from './intake.ts';

const CSS = 'c'.repeat(43);
const RULES = 'r'.repeat(43);
const IMAGE = 'i'.repeat(43);
const GONE = 'g'.repeat(43);

/** A store with these texts and one picture; what it was asked for, in order. */
function storeOf(texts: Record<string, string>) {
  const asked: string[] = [];
  const intake = new Intake({
    async text(hash) {
      asked.push(hash);
      const text = texts[hash];
      if (text === undefined) throw new Error('404');
      return text;
    },
    async has(hash) {
      asked.push(hash);
      return hash === IMAGE;
    },
    addressOf: (hash) => `/assets/${hash}`,
    base: 'https://falter.example/sessions/x',
  });
  const take = (...lines: string[]): void => {
    for (const line of lines) intake.take(JSON.parse(line), line);
  };
  return { asked, take, read: () => intake.events() };
}

const link = (reference: string, id = 3): string =>
  `{"type":2,"id":${id},"tagName":"link","attributes":{"rel":"stylesheet","_cssText":${reference}},"childNodes":[]}`;
const snapshot = (...nodes: string[]): string =>
  `{"type":2,"timestamp":1,"data":{"node":{"type":0,"id":1,"childNodes":[${nodes.join()}]},"initialOffset":{"left":0,"top":0}}}`;
const adopted = (reference: string): string =>
  `{"type":3,"timestamp":2,"data":{"source":15,"id":1,"styleIds":[1],"styles":[{"styleId":1,"rules":${reference}}]}}`;
const note = (...assets: object[]): string =>
  JSON.stringify({ type: 6, timestamp: 3, data: { plugin: 'falter/asset@1', payload: { assets } } });

describe('a recording with references', () => {
  it('is replayed with the texts that they stand for, each asked for once', async () => {
    const { asked, take, read } = storeOf({ [CSS]: 'a { color: red }', [RULES]: '[{"rule":"b { color: blue }"}]' });
    take(
      snapshot(link(assetReference('css', CSS)), link(assetReference('css', CSS), 4)),
      adopted(assetReference('rules', RULES)),
    );
    const { events, findings } = await read();
    expect(events[0]?.data.node.childNodes.map((node: { attributes: object }) => node.attributes)).toEqual([
      { _cssText: 'a { color: red }' },
      { _cssText: 'a { color: red }' },
    ]);
    expect(events[1]?.data.styles[0].rules).toEqual([{ rule: 'b { color: blue }' }]);
    expect(asked).toEqual([CSS, RULES]);
    expect(findings).toMatchObject({ gaps: [], refusedEvents: 0 });
  });

  it('goes on without what never arrived, and says so', async () => {
    const { take, read } = storeOf({});
    take(snapshot(link(assetReference('css', GONE))), adopted(assetReference('rules', GONE)));
    const { events, findings } = await read();
    expect(events[0]?.data.node.childNodes[0].attributes._cssText).toBe('');
    expect(events[1]?.data.styles[0].rules).toEqual([]);
    expect(findings.gaps).toEqual([{ use: 'sheet', gap: 'undelivered' }]);
  });

  it('whose rules are none is replayed without them', async () => {
    const { take, read } = storeOf({ [RULES]: '"}, broken' });
    take(snapshot(link('"a { color: red }"')), adopted(assetReference('rules', RULES)));
    const { events, findings } = await read();
    expect(events[1]?.data.styles[0].rules).toEqual([]);
    expect(findings.refusedEvents).toBe(0);
  });

  it('cannot grow without end: a hundred references to a large sheet in one line', async () => {
    const { take, read } = storeOf({ [CSS]: '/*'.padEnd(LINE_MAX_CHARS / 8, ' ') });
    take(snapshot(...Array.from({ length: 100 }, (_, n) => link(assetReference('css', CSS), n + 10))));
    const { events, findings } = await read();
    const lengths = events[0]?.data.node.childNodes.map(
      (node: { attributes: { _cssText: string } }) => node.attributes._cssText.length,
    );
    expect(lengths.filter((length: number) => length > 0)).toHaveLength(7);
    expect(findings.gaps).toEqual([{ use: 'sheet', gap: 'too-large' }]);
  });

  it('has our addresses where files were told of, looked for ahead', async () => {
    const { asked, take, read } = storeOf({});
    const image = (id: number, src: string): string =>
      `{"type":2,"id":${id},"tagName":"img","attributes":{"src":"${src}"},"childNodes":[]}`;
    take(
      snapshot(
        image(5, 'https://shop.example/a.png'),
        image(6, 'https://cdn.example/b.png'),
        image(7, '/gone.png'),
        image(8, '/untold.png'),
      ),
      note(
        { id: 5, url: 'https://shop.example/a.png', hash: IMAGE },
        { id: 6, url: 'https://cdn.example/b.png', hash: '', missing: 'cross-origin' },
        { id: 7, url: '/gone.png', hash: GONE },
      ),
    );
    const { events, findings } = await read();
    const sources = events[0]?.data.node.childNodes.map((node: { attributes: { src: string } }) =>
      decodeURIComponent(node.attributes.src),
    );
    expect(sources[0]).toBe(`/assets/${IMAGE}`);
    expect(sources[1]).toContain('Picture not kept: other origin');
    expect(sources[2]).toContain('Picture not kept: never arrived');
    expect(sources[3]).toContain('Picture not kept: not sent');
    expect(findings.gaps.map(({ gap }) => gap)).toEqual(['cross-origin', 'undelivered', 'untold']);
    expect(asked).toEqual([IMAGE, GONE]);
  });
});
