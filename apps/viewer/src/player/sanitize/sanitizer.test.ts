import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOM_DEPTH_MAX } from './node.ts';
import { Sanitizer, VIEWPORT_MAX_PX } from './sanitizer.ts';

type Node = Record<string, unknown>;

const text = (id: number, textContent = 'hello'): Node => ({ type: 3, id, textContent });
const element = (id: number, tagName: string, part: Node = {}): Node => ({
  type: 2,
  id,
  tagName,
  attributes: {},
  childNodes: [],
  ...part,
});
const snapshot = (...childNodes: Node[]) => ({
  type: 2,
  timestamp: 1,
  data: { node: { type: 0, id: 1, childNodes }, initialOffset: { left: 0, top: 0 } },
});
const incremental = (data: Node) => ({ type: 3, timestamp: 2, data });
const mutation = (part: Node) => incremental({ source: 0, adds: [], removes: [], texts: [], attributes: [], ...part });

/** The children of the document after the sanitiser. */
function kept(...nodes: Node[]): unknown[] {
  return new Sanitizer().accept(snapshot(...nodes))?.data.node.childNodes;
}

describe('a snapshot', () => {
  it('of an honest page stays as it is', () => {
    const page = snapshot(
      { type: 1, id: 2, name: 'html', publicId: '', systemId: '' },
      element(3, 'html', {
        attributes: { lang: 'en' },
        childNodes: [
          element(4, 'body', {
            childNodes: [text(5), element(6, 'p', { attributes: { class: 'a', style: 'color: red' } })],
          }),
          element(7, 'x-menu', {
            isCustom: true,
            isShadowHost: true,
            childNodes: [element(8, 'slot', { isShadow: true })],
          }),
          element(9, 'svg', { isSVG: true, attributes: { viewBox: '0 0 1 1' } }),
        ],
      }),
    );
    const before = structuredClone(page);
    const sanitizer = new Sanitizer();
    expect(sanitizer.accept(page)).toEqual(before);
    expect(sanitizer.findings).toMatchObject({ refusedEvents: 0, refusedNodes: 0 });
  });

  it.each<[string, Node]>([
    ['a name that is markup', element(2, 'a b<c>')],
    ['a name of 100 kB', element(2, 'x'.repeat(100_000))],
    ['no name', element(2, '')],
    ['no id', element(Number.NaN, 'p')],
    ['a text that is none', { type: 3, id: 2, textContent: { toString: 'x' } }],
    ['an unknown type', { type: 12, id: 2 }],
    ['null', null as unknown as Node],
  ])('loses a node with %s and keeps the rest', (_, node) => {
    expect(kept(node, element(9, 'html'))).toEqual([element(9, 'html')]);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['no node', {}],
    ['a node without children', { node: { type: 0, id: 1 } }],
    ['a document without anything in it', { node: { type: 0, id: 1, childNodes: [] } }],
    ['an element where a document should be', { node: element(1, 'html') }],
  ])('that is %s is refused and counted', (_, data) => {
    const sanitizer = new Sanitizer();
    expect(sanitizer.accept({ type: 2, timestamp: 1, data })).toBeUndefined();
    expect(sanitizer.findings.refusedEvents).toBe(1);
  });

  it('gets what is missing around what is there', () => {
    const node = { type: 2, id: 2, tagName: 'P' };
    expect(kept(node)).toEqual([{ type: 2, id: 2, tagName: 'P', attributes: {}, childNodes: [] }]);
  });

  it('is cut where it nests deeper than a browser can build', () => {
    let node = element(100_000, 'p');
    for (let depth = 1; depth < 10_000; depth++) node = element(depth + 1, 'div', { childNodes: [node] });
    let level = kept(node)[0] as Node | undefined;
    let depth = 0;
    for (; level !== undefined; depth++) level = (level.childNodes as Node[])[0];
    expect(depth).toBe(DOM_DEPTH_MAX);
  });

  it('keeps of a script what stood in it, for changes to refer to, and not where it came from', () => {
    const [script] = kept(element(2, 'script', { attributes: { src: 'http://x/' }, childNodes: [text(3)] }));
    expect(script).toEqual(element(2, 'script', { childNodes: [text(3)] }));
  });

  it.each(['SCRIPT', 'sCrIpT', 'svg:script', 'x:SCRIPT'])('knows a script by the name %s', (name) => {
    expect(kept(element(2, name))).toEqual([element(2, 'script')]);
  });

  it('attaches no shadow where a browser refuses to, and defines no element of that kind', () => {
    expect(kept(element(2, 'input', { isShadowHost: true, isCustom: true }))).toEqual([element(2, 'input')]);
  });

  it('stands in for a canvas with its size', () => {
    const [canvas] = kept(element(2, 'canvas', { attributes: { width: '640', height: '40', style: 'top: 0' } })) as {
      attributes: { style: string };
    }[];
    const style = canvas?.attributes.style ?? '';
    expect(style).toMatch(/^top: 0;content:url\("data:image\/svg\+xml,/);
    expect(decodeURIComponent(style)).toContain("width='640' height='40'");
  });

  it('shows the drawing of a canvas where it was recorded', () => {
    const [canvas] = kept(element(2, 'canvas', { attributes: { rr_dataURL: 'data:image/png;base64,AA' } })) as Node[];
    expect(canvas?.attributes).toEqual({ style: 'content:url("data:image/png;base64,AA")' });
  });

  it('is told of: canvases, absent pictures, masked fields', () => {
    const sanitizer = new Sanitizer();
    sanitizer.accept(
      snapshot(
        element(2, 'canvas'),
        element(3, 'img', { attributes: { src: 'http://x/y.png' } }),
        element(4, 'input', { attributes: { value: '****' } }),
        element(5, 'input', { attributes: { value: 'Search' } }),
      ),
    );
    sanitizer.accept(incremental({ source: 5, id: 5, text: '**', isChecked: false }));
    expect(sanitizer.findings).toMatchObject({ canvases: 1, absentPictures: 1, maskedFields: 2 });
  });
});

describe('a picture of a canvas', () => {
  const BYTES = 'UklGRg+/AA==';
  const picture = (part: Node = {}, type = 'image/webp') => {
    const blob = { rr_type: 'Blob', data: [{ rr_type: 'ArrayBuffer', base64: BYTES, ...part }], type };
    const image = { rr_type: 'ImageBitmap', args: [blob] };
    const clear = { property: 'clearRect', args: [0, 0, 640, 40] };
    return incremental({
      source: 9,
      id: 2,
      type: 0,
      commands: [clear, { property: 'drawImage', args: [image, 0, 0, 640, 40] }],
    });
  };
  const known = (): Sanitizer => {
    const sanitizer = new Sanitizer();
    sanitizer.accept(snapshot(element(2, 'canvas', { attributes: { style: 'top: 0' } }), element(3, 'p')));
    return sanitizer;
  };
  /** What an accepted event makes of the style of the canvas. */
  const styleIn = (event: unknown): unknown =>
    (event as { data: { attributes: { attributes: Node }[] } } | undefined)?.data.attributes[0]?.attributes.style;

  it('becomes an image of the size of the canvas', () => {
    const sanitizer = known();
    const style = styleIn(sanitizer.accept(picture())) as { content: [string, string] };
    expect(style.content[0]).toContain(`data:image/webp;base64,${BYTES}`);
    expect(decodeURIComponent(style.content[0])).toContain("width='640' height='40'");
    expect(sanitizer.findings).toMatchObject({ canvases: 1, picturedCanvases: 1, unplayedEvents: 0, refusedEvents: 0 });
  });

  it('stays when the page gives its canvas another style or size', () => {
    const sanitizer = known();
    sanitizer.accept(picture());
    const change = (attributes: Node) => styleIn(sanitizer.accept(mutation({ attributes: [{ id: 2, attributes }] })));
    expect(change({ style: 'top: 9px' })).toMatch(new RegExp(`^top: 9px;content:url.*${BYTES.replace('+', '\\+')}`));
    expect(change({ style: null })).toMatch(/^content:url/);
    expect(change({ style: { top: '1px' } })).toEqual({ top: '1px' });
    const sized = change({ width: '80' }) as { content: [string] };
    expect(decodeURIComponent(sized.content[0])).toContain("width='80' height='40'");
    expect(change({ class: 'x' })).toBeUndefined();
  });

  it('is forgotten with its page', () => {
    const sanitizer = known();
    sanitizer.accept(picture());
    const again = sanitizer.accept(snapshot(element(2, 'canvas')))?.data.node.childNodes[0].attributes.style;
    expect(again).not.toContain(BYTES);
  });

  it.each<[string, Node]>([
    ['an SVG', picture({}, 'image/svg+xml')],
    ['a type that is a list', picture({}, ['image/webp'] as never)],
    ['bytes that end the address', picture({ base64: 'AA");color:red;x:url("' })],
    ['bytes that end the image', picture({ base64: "AA'/><script/>" })],
    ['no bytes', picture({ base64: undefined })],
    ['too many bytes', picture({ base64: 'A'.repeat(600_000) })],
    ['a picture on what is no canvas', incremental({ ...picture().data, id: 3 })],
    ['a picture on nothing', incremental({ ...picture().data, id: 99 })],
    ['a call', incremental({ source: 9, id: 2, commands: [{ property: 'constructor', args: ['alert(1)'] }] })],
    [
      'an address',
      incremental({ source: 9, id: 2, commands: [{ args: [{ rr_type: 'HTMLImageElement', src: '//x' }] }] }),
    ],
    ['no commands', incremental({ source: 9, id: 2, commands: null })],
    ['lines', incremental({ source: 9, id: 2, property: 'lineTo', args: [1, 2] })],
  ])('is not made of %s', (_, event) => {
    const sanitizer = known();
    expect(sanitizer.accept(event)).toBeUndefined();
    expect(sanitizer.findings).toMatchObject({ unplayedEvents: 1, picturedCanvases: 0 });
  });
});

describe('a mutation', () => {
  it('cannot turn a harmless link into a preconnect', () => {
    const sanitizer = new Sanitizer();
    sanitizer.accept(snapshot(element(2, 'html', { childNodes: [element(3, 'link'), element(4, 'a')] })));
    const change = { rel: 'preconnect', href: 'http://evil.example' };
    const event = sanitizer.accept(mutation({ attributes: [3, 4].map((id) => ({ id, attributes: { ...change } })) }));
    expect(event?.data.attributes).toEqual([
      { id: 3, attributes: {} },
      { id: 4, attributes: change },
    ]);
  });

  it('cannot do so with an element that it added itself', () => {
    const sanitizer = new Sanitizer();
    const added = sanitizer.accept(
      mutation({ adds: [{ parentId: 1, nextId: null, node: element(7, 'iframe', { attributes: { src: 'x' } }) }] }),
    );
    expect(added?.data.adds[0].node.attributes).toEqual({});
    const changed = sanitizer.accept(mutation({ attributes: [{ id: 7, attributes: { srcdoc: '<script>' } }] }));
    expect(changed?.data.attributes[0].attributes).toEqual({});
  });

  it('forgets what an id was when a new page comes', () => {
    const sanitizer = new Sanitizer();
    sanitizer.accept(snapshot(element(3, 'a')));
    sanitizer.accept(snapshot(element(3, 'link')));
    const event = sanitizer.accept(mutation({ attributes: [{ id: 3, attributes: { href: 'http://evil.example' } }] }));
    expect(event?.data.attributes[0].attributes).toEqual({});
  });

  it('without its lists has empty ones, and loses entries that are none', () => {
    const event = new Sanitizer().accept(incremental({ source: 0, adds: [null, { node: null }, 5], attributes: 'x' }));
    expect(event?.data).toMatchObject({ adds: [], removes: [], texts: [], attributes: [] });
  });

  it('may write any text but a nesting bomb', () => {
    const event = new Sanitizer().accept(
      mutation({ texts: [{ id: 1, value: 'if (a) { (((b)))' }, { id: 2, value: 'a{'.repeat(10_000) }, { id: 3 }] }),
    );
    expect(event?.data.texts.map((entry: Node) => entry.value)).toEqual(['if (a) { (((b)))', '', '']);
  });
});

describe('other events', () => {
  it.each([
    [1e9, 1e9, VIEWPORT_MAX_PX, VIEWPORT_MAX_PX],
    [0, -5, 1, 1],
    [Number.NaN, '10', 1, 1],
    [800, 600, 800, 600],
  ])('a window of %s x %s is shown as %i x %i', (width, height, shownWidth, shownHeight) => {
    const sanitizer = new Sanitizer();
    const shown = { width: shownWidth, height: shownHeight };
    expect(sanitizer.accept({ type: 4, timestamp: 1, data: { width, height } })?.data).toMatchObject(shown);
    expect(sanitizer.accept(incremental({ source: 4, width, height }))?.data).toMatchObject(shown);
  });

  it('a mouse moves over real positions only', () => {
    const good = { x: 1, y: 2, id: 3, timeOffset: -5 };
    const sanitizer = new Sanitizer();
    expect(sanitizer.accept(incremental({ source: 1, positions: [good, null, { x: 1 }] }))?.data.positions).toEqual([
      good,
    ]);
    expect(sanitizer.accept(incremental({ source: 1, positions: [] }))).toBeUndefined();
    expect(sanitizer.accept(incremental({ source: 1 }))).toBeUndefined();
  });

  it('rules of sheets are no nesting bombs', () => {
    const bomb = 'a{'.repeat(10_000);
    const sanitizer = new Sanitizer();
    const rules = sanitizer.accept(
      incremental({ source: 8, adds: [{ rule: bomb }, { rule: 'a {}' }], replaceSync: bomb }),
    );
    expect(rules?.data).toMatchObject({ adds: [{ rule: '' }, { rule: 'a {}' }], replaceSync: '' });
    const adopted = sanitizer.accept(
      incremental({ source: 15, styles: [{ styleId: 1, rules: [{ rule: bomb }] }, null] }),
    );
    expect(adopted?.data.styles[0].rules).toEqual([{ rule: '' }]);
  });

  it('media, drawing, fonts and definitions are not played, which is no damage', () => {
    const sanitizer = new Sanitizer();
    for (const source of [7, 9, 10, 16]) expect(sanitizer.accept(incremental({ source }))).toBeUndefined();
    expect(sanitizer.findings).toMatchObject({ refusedEvents: 0, unplayedEvents: 4 });
  });

  it('that are none are refused and counted', () => {
    const sanitizer = new Sanitizer();
    for (const event of [
      null,
      5,
      'x',
      [],
      {},
      { type: 3 },
      { type: 9, timestamp: 1 },
      { type: 3, timestamp: Number.NaN },
    ]) {
      expect(sanitizer.accept(event)).toBeUndefined();
    }
    expect(sanitizer.findings.refusedEvents).toBe(8);
  });

  it('of any shape never make it throw', () => {
    const wild = fc.record({ type: fc.integer({ min: 0, max: 7 }), timestamp: fc.integer(), data: fc.anything() });
    const nearly = fc.record({
      type: fc.constantFrom(2, 3, 4),
      timestamp: fc.integer(),
      data: fc.record(
        {
          source: fc.integer({ min: 0, max: 17 }),
          node: fc.anything(),
          adds: fc.anything(),
          attributes: fc.array(fc.anything()),
          texts: fc.array(fc.anything()),
          styles: fc.anything(),
          positions: fc.anything(),
          initialOffset: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    });
    fc.assert(
      fc.property(fc.oneof(wild, nearly), (event) => {
        new Sanitizer().accept(event);
      }),
      { numRuns: 500 },
    );
  });
});
