import type { RecordedEvent } from '@falter/wire';

const START = 1_790_000_000_000;

interface Part {
  attributes?: Record<string, unknown>;
  children?: HostileNode[];
  isSVG?: boolean;
}

type HostileNode = Record<string, unknown>;

let nextId = 1;

export function element(tagName: string, { attributes = {}, children = [], isSVG }: Part = {}): HostileNode {
  const svg = isSVG === true ? { isSVG } : {};
  return { type: 2, id: nextId++, tagName, attributes, childNodes: children, ...svg };
}

export function text(textContent: string): HostileNode {
  return { type: 3, id: nextId++, textContent };
}

/** A recording of one page: its head and body, and what changes a second later. */
export function hostileRecording(head: HostileNode[], body: HostileNode[], later: HostileNode[] = []): RecordedEvent[] {
  const marker = element('p', { attributes: { id: 'marker' }, children: [text('still here')] });
  const bodyNode = element('body', { children: [marker, ...body] });
  const html = element('html', { children: [element('head', { children: head }), bodyNode] });
  const node = {
    type: 0,
    id: nextId++,
    childNodes: [{ type: 1, id: nextId++, name: 'html', publicId: '', systemId: '' }, html],
  };
  const data = { href: 'http://site.example/', width: 1000, height: 700 };
  const adds = later.map((added) => ({ parentId: bodyNode.id, nextId: null, node: added }));
  return [
    { type: 4, timestamp: START, data },
    { type: 2, timestamp: START, data: { node, initialOffset: { left: 0, top: 0 } } },
    { type: 3, timestamp: START + 1_000, data: { source: 0, adds, removes: [], texts: [], attributes: [] } },
    { type: 3, timestamp: START + 2_000, data: { source: 2, type: 2, id: marker.id, x: 20, y: 20 } },
  ];
}

/** A change of attributes at the end of a recording, of the element with this id. */
export function attributeChange(id: unknown, attributes: Record<string, unknown>): RecordedEvent {
  const change = { source: 0, adds: [], removes: [], texts: [], attributes: [{ id, attributes }] };
  return { type: 3, timestamp: START + 1_500, data: change };
}

const RUN = "top.__ran = parent.__ran = true; fetch('/ran')";
const HANDLERS = [
  'onload',
  'onerror',
  'onclick',
  'onfocus',
  'onmouseover',
  'ontoggle',
  'onanimationstart',
  'onbegin',
  'oninvalid',
];

/** Recordings that try to run a script or to call `evil` (an origin that counts). By what they try. */
export function hostileRecordings(evil: string): Record<string, RecordedEvent[]> {
  const src = (path: string): string => `${evil}/${path}`;
  const handlers = Object.fromEntries(HANDLERS.map((name) => [name, RUN]));
  const link = element('link');
  const anchor = element('a', { children: [text('x')] });
  const changing = hostileRecording([link], [anchor]);
  changing.push(attributeChange(link.id, { rel: 'preconnect', href: evil }));
  changing.push(
    attributeChange(anchor.id, { rel: 'preconnect', href: `javascript:${RUN}`, style: `background:url(${src('s')})` }),
  );
  changing.push(attributeChange(999_999, { rel: 'stylesheet', href: src('u.css') }));
  return {
    scripts: hostileRecording(
      [element('script', { attributes: { src: src('a.js'), type: 'module' } })],
      [
        element('SCRIPT', { children: [text(RUN)] }),
        element('sCrIpT', { attributes: { src: '/assets/none.js', nomodule: '' }, children: [text(RUN)] }),
        element('svg', {
          isSVG: true,
          children: [
            element('script', { isSVG: true, attributes: { 'xlink:href': src('b.js') }, children: [text(RUN)] }),
          ],
        }),
        element('noscript', { children: [element('img', { attributes: { src: src('n.png') } })] }),
      ],
      [element('script', { children: [text(RUN)] })],
    ),
    handlers: hostileRecording(
      [],
      ['img', 'body', 'details', 'input', 'video', 'audio', 'marquee', 'iframe', 'object'].map((tag) =>
        element(tag, { attributes: { ...handlers, src: 'x:broken', autofocus: '', open: '', autoplay: '' } }),
      ),
      [
        element('svg', {
          isSVG: true,
          attributes: handlers,
          children: [element('animate', { isSVG: true, attributes: { ...handlers, attributeName: 'x', dur: '1s' } })],
        }),
      ],
    ),
    addresses: hostileRecording(
      [],
      [
        element('a', {
          attributes: { href: `javascript:${RUN}`, ping: src('ping'), target: '_top' },
          children: [text('a')],
        }),
        element('a', { attributes: { href: `java\tscript:${RUN}`, download: '' }, children: [text('b')] }),
        element('form', {
          attributes: { action: `javascript:${RUN}`, target: '_top' },
          children: [element('button', { attributes: { formaction: src('f') } })],
        }),
        element('iframe', { attributes: { src: `javascript:${RUN}` } }),
        element('iframe', { attributes: { src: 'data:text/html,<script>top.__ran=true</script>' } }),
        element('iframe', {
          attributes: { srcdoc: `<script>${RUN}</script><img src="${src('d')}" onerror="${RUN}">` },
        }),
        element('iframe', { attributes: { rr_src: src('frame'), src: src('frame') } }),
        element('object', { attributes: { data: src('o') } }),
        element('embed', { attributes: { src: src('e') } }),
      ],
    ),
    links: hostileRecording(
      [
        'preconnect',
        'dns-prefetch',
        'prefetch',
        'preload',
        'modulepreload',
        'prerender',
        'stylesheet',
        'icon',
        'manifest',
        'expect',
        'PreConnect',
      ].map((rel) => element('link', { attributes: { rel, href: src(rel), as: 'script', crossorigin: '' } })),
      [],
      [element('link', { attributes: { rel: 'preconnect', href: evil } })],
    ),
    heads: hostileRecording(
      [
        element('base', { attributes: { href: `${evil}/`, target: '_top' } }),
        element('meta', { attributes: { 'http-equiv': 'refresh', content: `0;url=${evil}` } }),
        element('meta', { attributes: { 'http-equiv': 'ReFresh', content: `0;url=javascript:${RUN}` } }),
        element('meta', { attributes: { 'http-equiv': 'x-dns-prefetch-control', content: 'on' } }),
      ],
      [],
      [element('meta', { attributes: { 'http-equiv': 'refresh', content: `0;url=${evil}` } })],
    ),
    styles: hostileRecording(
      [
        element('link', {
          attributes: {
            rel: 'stylesheet',
            href: src('l.css'),
            _cssText: `@import url(${src('i.css')}); body { background: url(${src('b.png')}) }`,
          },
        }),
        element('style', {
          attributes: {
            _cssText: `@font-face { font-family: x; src: url(${src('x.woff')}) } * { font-family: x; cursor: url(${src('c.cur')}), auto; content: url(${src('c.png')}) }`,
          },
        }),
      ],
      [
        element('p', {
          attributes: {
            style: `background: image-set(url(${src('p.png')}) 1x); mask: url(${src('m.svg')}#m); filter: url(${src('f.svg')}#f)`,
          },
          children: [text('x')],
        }),
        element('style', { children: [{ ...text(`li { list-style: url(${src('li.png')}) }`), isStyle: true }] }),
      ],
    ),
    media: hostileRecording(
      [],
      [
        element('img', { attributes: { src: src('i.png'), srcset: `${src('2.png')} 2x`, loading: 'eager' } }),
        element('picture', {
          children: [
            element('source', { attributes: { srcset: src('3.png') } }),
            element('img', { attributes: { src: src('4.png') } }),
          ],
        }),
        element('video', {
          attributes: { src: src('v.mp4'), poster: src('p.png'), rr_mediaState: 'played' },
          children: [element('track', { attributes: { src: src('t.vtt') } })],
        }),
        element('audio', { attributes: { src: src('a.mp3'), autoplay: '' } }),
        element('input', { attributes: { type: 'image', src: src('b.png') } }),
        element('svg', {
          isSVG: true,
          children: ['use', 'image', 'feImage'].map((tag) =>
            element(tag, { isSVG: true, attributes: { href: src(tag), 'xlink:href': src(tag) } }),
          ),
        }),
        element('table', { attributes: { background: src('bg.png') } }),
      ],
    ),
    changes: changing,
    overlays: hostileRecording(
      [],
      [
        element('dialog', {
          attributes: { open: '', rr_open_mode: 'modal', style: 'position:fixed;inset:0;z-index:2147483647' },
          children: [element('input', { attributes: { autofocus: '', type: 'password' } })],
        }),
        element('form', {
          attributes: { id: '__xss', name: 'location' },
          children: [element('input', { attributes: { name: 'parent' } })],
        }),
      ],
    ),
    bombs: hostileRecording(
      [element('style', { attributes: { _cssText: 'a{'.repeat(10_000) } })],
      [deep(1_500), element('a b<c>'), element('canvas', { attributes: { width: '1e9', height: '1e9' } })],
    ),
    windows: [
      { type: 4, timestamp: START, data: { href: '', width: 1e9, height: 1e9 } },
      ...hostileRecording([], []).slice(1),
      { type: 3, timestamp: START + 3_000, data: { source: 3, id: 1, x: 1e12, y: 1e12 } },
    ],
  };
}

function deep(levels: number): HostileNode {
  let node = element('i', { children: [text('deepest')] });
  for (let level = 1; level < levels; level++) node = element('div', { children: [node] });
  return node;
}
