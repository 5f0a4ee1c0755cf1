import { describe, expect, it } from 'vitest';
import { AssetNotes } from '../assets/asset-notes.ts';
import { ShownFiles } from '../assets/shown-files.ts';
import { ABSENT_PICTURE } from './attributes.ts';
import { Sanitizer } from './sanitizer.ts';

type Node = Record<string, unknown>;

const HASH = 'h'.repeat(43);
const OURS = `/api/v1/assets/${HASH}`;
const IMG = 5;

const element = (id: number, tagName: string, attributes: Node, childNodes: Node[] = []): Node => ({
  type: 2,
  id,
  tagName,
  attributes,
  childNodes,
});
const snapshot = (...childNodes: Node[]) => ({
  type: 2,
  timestamp: 1,
  data: { node: { type: 0, id: 1, childNodes }, initialOffset: { left: 0, top: 0 } },
});
const mutation = (part: Node) => ({
  type: 3,
  timestamp: 2,
  data: { source: 0, adds: [], removes: [], texts: [], attributes: [], ...part },
});

/** A sanitiser of a recording that told of these files. */
function sanitizerWith(...assets: Node[]): { sanitizer: Sanitizer; files: ShownFiles } {
  const notes = new AssetNotes();
  notes.learn([JSON.stringify({ type: 6, timestamp: 1, data: { plugin: 'falter/asset@1', payload: { assets } } })], []);
  const shelf = {
    addressOf: (hash: string) => `/api/v1/assets/${hash}`,
    isAbsent: () => false,
    base: 'https://falter.example/sessions/1',
  };
  const files = new ShownFiles(notes, shelf);
  return { sanitizer: new Sanitizer(files), files };
}

/** The attributes of the image of a page. */
function image(attributes: Node, ...assets: Node[]): Node {
  const { sanitizer } = sanitizerWith(...assets);
  return sanitizer.accept(snapshot(element(IMG, 'img', attributes)))?.data.node.childNodes[0].attributes;
}

const kept = (url: string, id = IMG): Node => ({ id, url, hash: HASH });

describe('an image', () => {
  it('shows what was told of it', () => {
    expect(image({ src: '/a.png', alt: 'A' }, kept('/a.png'))).toEqual({
      src: OURS,
      srcset: null,
      alt: 'A',
      [ABSENT_PICTURE]: null,
    });
  });

  it('of several files shows the one that the visitor saw, as dense as it was', () => {
    const attributes = { src: '/1.png', srcset: '/1.png 1x, /2.png 2x' };
    expect(image(attributes, kept('/2.png'))).toMatchObject({ src: null, srcset: `${OURS} 2x` });
    expect(image({ ...attributes, srcset: '/s.png 400w, /l.png 800w', sizes: '50vw' }, kept('/l.png'))).toMatchObject({
      srcset: `${OURS} 800w`,
      sizes: '50vw',
    });
  });

  it('in a picture shows the one of the source that was chosen, in a snapshot and added later, in whatever order', () => {
    const source = element(4, 'source', { srcset: '/wide.avif 3x', sizes: '10px' });
    const img = element(IMG, 'img', { src: '/a.png' });
    const first = sanitizerWith(kept('/wide.avif')).sanitizer.accept(
      snapshot(element(3, 'picture', {}, [source, img])),
    );
    expect(first?.data.node.childNodes[0].childNodes[1].attributes).toMatchObject({
      src: null,
      srcset: `${OURS} 3x`,
      sizes: '10px',
    });
    expect(first?.data.node.childNodes[0].childNodes[0].attributes).toEqual({ sizes: '10px' });
    const { sanitizer } = sanitizerWith(kept('/wide.avif'));
    sanitizer.accept(snapshot(element(3, 'picture', {})));
    const adds = [
      { parentId: 3, nextId: null, node: element(IMG, 'img', { src: '/a.png' }) },
      { parentId: 3, nextId: IMG, node: element(4, 'source', { srcset: '/wide.avif 3x' }) },
    ];
    expect(sanitizer.accept(mutation({ adds }))?.data.adds[0].node.attributes).toMatchObject({ srcset: `${OURS} 3x` });
  });

  it('changes with its address, and the old one does not shine through', () => {
    const { sanitizer } = sanitizerWith(kept('/a.png'), { id: IMG, url: '/b.png', hash: '', missing: 'too-large' });
    sanitizer.accept(snapshot(element(IMG, 'img', { src: '/a.png' })));
    const change = (attributes: Node): Node =>
      sanitizer.accept(mutation({ attributes: [{ id: IMG, attributes }] }))?.data.attributes[0].attributes;
    expect(change({ src: '/b.png' })).toMatchObject({ srcset: null, [ABSENT_PICTURE]: 'too-large' });
    expect(change({ src: '/a.png' })).toEqual({ src: OURS, srcset: null, [ABSENT_PICTURE]: null });
    expect(change({ width: '30' })).toEqual({ width: '30' });
  });

  it('that is not kept has its size and says why', () => {
    const gap = { id: IMG, url: '/a.png', hash: '', missing: 'cross-origin' };
    expect(decodeURIComponent(String(image({ src: '/a.png', width: '300', height: '200' }, gap).src))).toMatch(
      /width='300' height='200'.*Picture not kept: other origin/,
    );
    expect(decodeURIComponent(String(image({ src: '/a.png' }, { ...gap, width: 640, height: 480 }).src))).toContain(
      "width='640'",
    );
  });

  it('that the recording carries itself stays as it is', () => {
    expect(image({ src: 'data:image/png;base64,AA' }, kept('/b.png'))).toEqual({
      src: 'data:image/png;base64,AA',
      [ABSENT_PICTURE]: null,
    });
  });
});

describe('what else shows a picture', () => {
  it.each<[string, Node]>([
    ['video', { poster: '/a.png' }],
    ['input', { src: '/a.png' }],
    ['image', { href: '/a.png' }],
    ['image', { 'xlink:href': '/a.png' }],
    ['td', { background: '/a.png' }],
    ['p', { style: 'background: url(/a.png)' }],
    ['path', { fill: 'url(/a.png)' }],
  ])('%s %j', (tag, attributes) => {
    const { sanitizer } = sanitizerWith(kept('/a.png'));
    const event = sanitizer.accept(snapshot(element(IMG, tag, attributes)));
    expect(JSON.stringify(event)).toContain(OURS);
    expect(JSON.stringify(event)).not.toContain('/a.png');
  });

  it.each<[string, Node]>([
    ['script', { src: '/a.png' }],
    ['iframe', { src: '/a.png' }],
    ['link', { rel: 'stylesheet', href: '/a.png' }],
    ['use', { href: '/a.png' }],
    ['object', { data: '/a.png' }],
    ['embed', { src: '/a.png' }],
    ['audio', { src: '/a.png' }],
  ])('and what runs or loads by itself gets nothing of it: %s %j', (tag, attributes) => {
    const { sanitizer } = sanitizerWith(kept('/a.png'));
    expect(JSON.stringify(sanitizer.accept(snapshot(element(IMG, tag, attributes))))).not.toContain(HASH);
  });
});

describe('a sheet', () => {
  const css = (text: string, ...assets: Node[]): string => sanitizerWith(...assets).files.css(text);

  it('has our address for what was told, and asks nobody for anything else', () => {
    expect(css('a{b:url(/a.png) url(/b.png) url(https://cdn.example/c.png)}', kept('/a.png', 0))).toBe(
      `a{b:url("${OURS}") url("data:,") url("data:,")}`,
    );
  });

  it('keeps the addresses of a page that tells of no files, but for those of the viewer itself', () => {
    expect(css('a{b:url(/b.png) url(https://cdn.example/c.png)}')).toBe(
      'a{b:url("data:,") url(https://cdn.example/c.png)}',
    );
  });

  it('imports nothing, whatever was told', () => {
    expect(css('@import "/a.css"; @import url(https://falter.example/b.css);', kept('/a.css', 0))).toBe(
      '@import "data:,"; @import url("data:,");',
    );
  });

  it('leaves alone what carries its bytes, and scripts nobody', () => {
    const text = 'a{b:url(data:image/png;base64,AA) url(#part) url(javascript:alert(1))}';
    expect(css(text, kept('/a.png', 0))).toBe(text);
  });

  it('says where a picture or font is missing, once', () => {
    const { files } = sanitizerWith(
      { id: 0, url: '/a', hash: '', missing: 'failed' },
      { id: 0, url: '/f', hash: '', missing: 'failed' },
    );
    const text = files.css('a{b:url(/a)} c{b:url(/a)} @font-face{src:url(/f)}');
    expect(decodeURIComponent(text)).toContain('could not be fetched');
    expect(text).toContain('src:url("data:,")');
    expect(files.gaps).toEqual([
      { use: 'picture', gap: 'failed', address: '/a' },
      { use: 'font', gap: 'failed', address: '/f' },
    ]);
  });

  it('is rewritten wherever it stands, and a text that only looks like one is not', () => {
    const { sanitizer } = sanitizerWith(kept('/a.png', 0));
    const rule = 'a{b:url(/a.png)}';
    const style = element(7, 'style', { _cssText: rule }, [{ type: 3, id: 8, textContent: rule }]);
    const events = [
      snapshot(style, element(9, 'p', {}, [{ type: 3, id: 10, textContent: rule }])),
      mutation({
        texts: [{ id: 8, value: rule }],
        attributes: [{ id: 9, attributes: { style: { background: ['url(/a.png)', 'important'], color: false } } }],
      }),
      { type: 3, timestamp: 3, data: { source: 8, adds: [{ rule }] } },
      { type: 3, timestamp: 3, data: { source: 8, replaceSync: rule } },
      { type: 3, timestamp: 3, data: { source: 15, styles: [{ styleId: 1, rules: [{ rule }] }] } },
      { type: 3, timestamp: 3, data: { source: 13, set: { property: 'background', value: 'url(/a.png)' } } },
    ];
    const texts = events.map((event) => JSON.stringify(sanitizer.accept(event)));
    expect(texts.map((text) => text.split(OURS).length - 1)).toEqual([2, 2, 1, 1, 1, 1]);
    expect(texts.map((text) => text.split('/a.png').length - 1)).toEqual([1, 0, 0, 0, 0, 0]);
  });
});
