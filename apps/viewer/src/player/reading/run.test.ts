import { assetReference, type RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { SheetTexts } from '../assets/sheet-texts.ts';
import { LINE_MAX_CHARS } from './ndjson.ts';
import { type Range, Run } from './run.ts';
import type { Still } from './still.ts';
import type { Stretch } from './stretch.ts';

const START = 1_700_000_000_000;
const CSS = 'c'.repeat(43);
const RULES = 'r'.repeat(43);
const IMAGE = 'i'.repeat(43);
const GONE = 'g'.repeat(43);

const line = (type: number, at: number, data: object): string => JSON.stringify({ type, timestamp: START + at, data });
const meta = (at: number, width = 800): string => line(4, at, { href: '', width, height: 600 });
const change = (at: number): string => line(3, at, { source: 0, adds: [], removes: [], texts: [], attributes: [] });
const damaged = (at: number): string => line(2, at, { node: null });
const page = (...nodes: string[]): string =>
  `{"node":{"type":0,"id":1,"childNodes":[${nodes.join() || '{"type":2,"id":2,"tagName":"html","attributes":{},"childNodes":[]}'}]},"initialOffset":{"left":0,"top":0}}`;
const snapshot = (at: number, ...nodes: string[]): string =>
  `{"type":2,"data":${page(...nodes)},"timestamp":${START + at}}`;
const link = (reference: string, id = 3): string =>
  `{"type":2,"id":${id},"tagName":"link","attributes":{"rel":"stylesheet","_cssText":${reference}},"childNodes":[]}`;

/** A run over a recording with a segment at each of these moments, named after it. */
function runOf(moments: number[], texts: Record<string, string> = {}) {
  const asked: string[] = [];
  const read = async (hash: string): Promise<string> => {
    asked.push(hash);
    const text = texts[hash];
    if (text === undefined) throw new Error('404');
    return text;
  };
  const run = new Run({
    startedAt: START,
    texts: new SheetTexts(read),
    base: 'https://falter.example/sessions/x',
    addressOf: (hash) => `/assets/${hash}`,
  });
  const boundsOf = (moment: number, index: number) => ({
    from: START + moment,
    until: START + (moments[index + 1] ?? Number.POSITIVE_INFINITY),
  });
  const snapshots = moments.map((moment, index) => ({
    ...{ id: String(moment), timestamp: START + moment, bounds: boundsOf(moment, index) },
  }));
  const ranged = (lines: string[], part: Partial<Range> = {}): Range => ({
    ...{ lines: new Blob([lines.join('\n')]).stream(), begin: String(moments[0]), told: [], tellers: [], absent: [] },
    snapshots: snapshots.filter(({ timestamp }) => lines.some((text) => text.includes(`"timestamp":${timestamp}`))),
    ...part,
  });
  const go = async (lines: string[], part: Partial<Range> = {}) => {
    const stretches: Stretch[] = [];
    const stills: [Still, number][] = [];
    const report = await run.read(ranged(lines, part), {
      stretch: (stretch) => void stretches.push(stretch),
      still: async (still) => void stills.push([still, stretches.length]),
    });
    return { ...report, stretches, stills, told: stretches.map(shape) };
  };
  return { asked, go, snapshots };
}

const shape = ({ segment, events }: Stretch): [string, [number, number][]] => [
  segment,
  events.map(({ type, timestamp }) => [type, timestamp - START]),
];
const nodes = (events: RecordedEvent[] | undefined) => events?.[1]?.data.node.childNodes;

describe('a run', () => {
  it('begins with its snapshot, at the size that was written before it, and passes over what lies before', async () => {
    const { go } = runOf([30, 1_000]);
    const { told, stretches } = await go([
      change(1),
      meta(28, 500),
      snapshot(30),
      change(900),
      meta(998),
      snapshot(1_000),
    ]);
    expect(told).toEqual([
      [
        '30',
        [
          [4, 30],
          [2, 30],
          [3, 900],
        ],
      ],
      [
        '1000',
        [
          [4, 1_000],
          [2, 1_000],
        ],
      ],
    ]);
    expect(stretches[0]?.events[0]?.data.width).toBe(500);
  });

  it('may begin in the middle of a range, and goes on in the next', async () => {
    const { go } = runOf([10, 500]);
    const first = await go([meta(9), snapshot(10), change(20), meta(499, 640), snapshot(500)], { begin: '500' });
    expect(first.told).toEqual([
      [
        '500',
        [
          [4, 500],
          [2, 500],
        ],
      ],
    ]);
    expect((await go([change(600)], { begin: undefined })).told).toEqual([['500', [[3, 600]]]]);
  });

  it('takes a size without a snapshot for a change of the size', async () => {
    const { go } = runOf([10]);
    const { told } = await go([meta(9), snapshot(10), meta(50), change(60), meta(70)]);
    expect(told).toEqual([
      [
        '10',
        [
          [4, 10],
          [2, 10],
          [3, 50],
          [3, 60],
        ],
      ],
    ]);
  });

  it('hands over what is done, bit by bit', async () => {
    const { go } = runOf([10]);
    const { stretches } = await go([meta(9), snapshot(10), ...Array.from({ length: 1_200 }, (_, n) => change(20 + n))]);
    expect(stretches.map(({ events }) => events.length)).toEqual([500, 500, 202]);
  });

  it('H77: says which snapshots are none, and goes on with the page before', async () => {
    const { go } = runOf([10, 500, 900]);
    const { told, broken, findings } = await go([
      meta(9),
      snapshot(10),
      damaged(500),
      change(600),
      '{"type":2,"timestamp":1700000000900',
    ]);
    expect(broken).toEqual(['500', '900']);
    expect(new Set(told.map(([segment]) => segment))).toEqual(new Set(['10']));
    expect(findings['10']?.refusedEvents).toBe(2);
  });

  it('H77: without a snapshot has nothing to show, and says what was damaged', async () => {
    const { go } = runOf([10]);
    expect(await go([meta(9), 'no JSON', '5', damaged(10), change(20)])).toMatchObject({
      ...{ stretches: [], broken: ['10'], findings: {}, refusedBefore: 3 },
    });
  });

  it('leaves out a snapshot that was found to be none before', async () => {
    const { go, snapshots } = runOf([10, 500]);
    const whole = { from: START + 10, until: Number.POSITIVE_INFINITY };
    const known = snapshots.map((one) => ({ ...one, bounds: one.id === '500' ? undefined : whole }));
    const { told, broken } = await go([meta(9), snapshot(10), damaged(500), change(600)], { snapshots: known });
    expect(broken).toEqual([]);
    expect(told).toEqual([
      [
        '10',
        [
          [4, 10],
          [2, 10],
          [3, 600],
        ],
      ],
    ]);
  });
});

describe('a run towards a moment that somebody waits for', () => {
  // So many changes that a still is worth it.
  const FILL = Array.from({ length: 100 }, () => ({ id: 3, attributes: {} }));
  const put = (at: number, id: number): string =>
    line(3, at, {
      source: 0,
      ...{ removes: [], texts: [], attributes: FILL },
      adds: [{ parentId: 3, nextId: null, node: { type: 2, id, tagName: 'p', attributes: {}, childNodes: [] } }],
    });
  const body = '{"type":2,"id":3,"tagName":"body","attributes":{},"childNodes":[]}';
  const html = `{"type":2,"id":2,"tagName":"html","attributes":{},"childNodes":[${body}]}`;
  const begun = [meta(9), snapshot(10, html), put(20, 20)];
  const lines = [...begun, put(30, 30), put(40, 40), meta(499), snapshot(500, html), put(600, 60)];
  const bodyOf = (event: RecordedEvent | undefined) => event?.data.node.childNodes[0].childNodes[0].childNodes;
  const ids = (still: Still | undefined) => bodyOf(still?.events[1])?.map(({ id }: { id: number }) => id);

  it('hands over the page of that moment first, and then all that was written, as it was', async () => {
    const { go } = runOf([10, 500]);
    const { stills, stretches, told } = await go(lines, { moment: START + 30 });
    expect(stills.map(([{ segment, at }, before]) => [segment, at - START, before])).toEqual([['10', 30, 0]]);
    expect(ids(stills[0]?.[0])).toEqual([20, 30]);
    expect(told).toEqual((await runOf([10, 500]).go(lines)).told);
    expect(bodyOf(stretches[0]?.events[1])).toEqual([]);
  });

  it('goes on from there in the next range', async () => {
    const { go } = runOf([10]);
    await go(begun, { moment: START + 20 });
    const { stills } = await go([put(30, 30), put(40, 40)], { begin: undefined, moment: START + 30 });
    expect(ids(stills[0]?.[0])).toEqual([20, 30]);
  });

  it('knows the page of the last moment before a snapshot, and of one after it', async () => {
    expect(ids((await runOf([10, 500]).go(lines, { moment: START + 450 })).stills[0]?.[0])).toEqual([20, 30, 40]);
    expect(ids((await runOf([10, 500]).go(lines, { moment: START + 700 })).stills[0]?.[0])).toEqual([60]);
  });

  it('hands over all as it was written where that page cannot be told by itself', async () => {
    const { go } = runOf([10]);
    const { stills, told } = await go([...begun, put(30, 20)], { moment: START + 30 });
    expect(stills).toEqual([]);
    expect(told.flatMap(([, events]) => events)).toHaveLength(4);
  });
});

describe('a recording with references', () => {
  it('is replayed with the texts that they stand for, each asked for once', async () => {
    const { asked, go } = runOf([10], { [CSS]: 'a { color: red }', [RULES]: '[{"rule":"b { color: blue }"}]' });
    const adopted = `{"type":3,"timestamp":${START + 20},"data":{"source":15,"id":1,"styleIds":[1],"styles":[{"styleId":1,"rules":${assetReference('rules', RULES)}}]}}`;
    const sheets = [link(assetReference('css', CSS)), link(assetReference('css', CSS), 4)];
    const { stretches, findings } = await go([snapshot(10, ...sheets), adopted]);
    const { events } = stretches[0] ?? {};
    expect(nodes(events).map((node: { attributes: object }) => node.attributes)).toEqual([
      { _cssText: 'a { color: red }' },
      { _cssText: 'a { color: red }' },
    ]);
    expect(events?.[2]?.data.styles[0].rules).toEqual([{ rule: 'b { color: blue }' }]);
    expect(asked).toEqual([CSS, RULES]);
    expect(findings['10']).toMatchObject({ gaps: [], refusedEvents: 0 });
  });

  it('goes on without what never arrived, and says so', async () => {
    const { go } = runOf([10]);
    const { stretches, findings } = await go([snapshot(10, link(assetReference('css', GONE)))]);
    expect(nodes(stretches[0]?.events)[0].attributes._cssText).toBe('');
    expect(findings['10']?.gaps).toEqual([{ use: 'sheet', gap: 'undelivered', address: GONE }]);
  });

  it('whose rules are none is replayed without them', async () => {
    const { go } = runOf([10], { [RULES]: '"}, broken' });
    const adopted = `{"type":3,"timestamp":${START + 20},"data":{"source":15,"id":1,"styleIds":[1],"styles":[{"styleId":1,"rules":${assetReference('rules', RULES)}}]}}`;
    const { stretches, findings } = await go([snapshot(10), adopted]);
    expect(stretches[0]?.events[2]?.data.styles[0].rules).toEqual([]);
    expect(findings['10']?.refusedEvents).toBe(0);
  });

  it('cannot grow without end: a hundred references to a large sheet in one line', async () => {
    const { go } = runOf([10], { [CSS]: '/*'.padEnd(LINE_MAX_CHARS / 8, ' ') });
    const many = Array.from({ length: 100 }, (_, n) => link(assetReference('css', CSS), n + 10));
    const { stretches, findings } = await go([snapshot(10, ...many)]);
    const lengths = nodes(stretches[0]?.events).map(
      (node: { attributes: { _cssText: string } }) => node.attributes._cssText.length,
    );
    expect(lengths.filter((length: number) => length > 0)).toHaveLength(7);
    expect(findings['10']?.gaps).toMatchObject([{ use: 'sheet', gap: 'too-large' }]);
  });

  it('has our addresses where files were told of, wherever that was', async () => {
    const { go } = runOf([10]);
    const image = (id: number, src: string): string =>
      `{"type":2,"id":${id},"tagName":"img","attributes":{"src":"${src}"},"childNodes":[]}`;
    const assets = [
      { id: 5, url: 'https://shop.example/a.png', hash: IMAGE },
      { id: 6, url: 'https://cdn.example/b.png', hash: '', missing: 'cross-origin' },
      { id: 7, url: '/gone.png', hash: GONE },
    ];
    const told = [line(6, 9_000, { plugin: 'falter/asset@1', payload: { assets } })];
    const shown = ['https://shop.example/a.png', 'https://cdn.example/b.png', '/gone.png', '/untold.png'];
    const { stretches, findings } = await go([snapshot(10, ...shown.map((src, index) => image(5 + index, src)))], {
      ...{ told, tellers: [START + 10], absent: [GONE] },
    });
    const sources = nodes(stretches[0]?.events).map((node: { attributes: { src: string } }) =>
      decodeURIComponent(node.attributes.src),
    );
    expect(sources[0]).toBe(`/assets/${IMAGE}`);
    expect(sources[1]).toContain('Picture not kept: other origin');
    expect(sources[2]).toContain('Picture not kept: never arrived');
    expect(sources[3]).toContain('Picture not kept: not sent');
    expect(findings['10']?.gaps.map(({ gap }) => gap)).toEqual(['cross-origin', 'undelivered', 'untold']);
  });
});
