import type { RecordedEvent } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPrivacy, type Privacy } from './mask.ts';
import type { Preset } from './preset.ts';

const event = (type: number, data: unknown): RecordedEvent => ({ type, timestamp: 1, data });

interface Counts {
  faults: number;
  unknown: number;
  marks: number;
}

/** A pass over events of a page whose live nodes are these, by id. */
function pass(preset: Preset = 'default', nodes: Record<number, unknown> = {}): Privacy & Counts {
  const counts: Counts = { faults: 0, unknown: 0, marks: 0 };
  const privacy = createPrivacy(preset, {
    nodeOf: (id) => (nodes[id] ?? null) as Node | null,
    onFault: () => counts.faults++,
    onUnknown: () => counts.unknown++,
    onMark: () => counts.marks++,
  });
  return Object.assign(counts, privacy);
}

const PAGE = { nodeType: 9 };

/** A live element; a real page is behind the same pass in behaviour/canaries.test.ts. */
function live(localName: string, attributes: Record<string, string> = {}, parentNode: unknown = PAGE): object {
  return {
    nodeType: 1,
    localName,
    parentNode,
    baseURI: 'https://x.de/',
    getAttribute: (name: string) => attributes[name] ?? null,
  };
}

describe('what is not on the list', () => {
  test.each([
    ['a custom event', event(5, { tag: 'x', payload: 's' })],
    ['an event of tomorrow', event(99, { s: 's' })],
    ['a source of tomorrow', event(3, { source: 99, s: 's' })],
    ['a font', event(3, { source: 10, buffer: 's' })],
    ['a log', event(3, { source: 11, payload: 's' })],
    ['a note of somebody else', event(6, { plugin: 'rrweb/console@1', payload: {} })],
  ])('is dropped and counted: %s', (_, unknown) => {
    const privacy = pass('open');
    expect(privacy.mask(unknown)).toBe(false);
    expect(privacy.unknown).toBe(1);
  });
});

describe('events', () => {
  test('a meta event tells the place without values', () => {
    const meta = event(4, { href: 'https://x.de/p?token=s#s', width: 1 });
    expect(pass().mask(meta)).toBe(true);
    expect(meta.data).toEqual({ href: 'https://x.de/p?token=', width: 1 });
  });

  test('an input tells that there is something, and of a button what it says', () => {
    const nodes = {
      1: live('input', { type: 'text' }),
      2: live('input', { type: 'submit' }),
      3: live('input', { type: 'checkbox', 'data-falter-mask': '' }),
    };
    const told = (id: number, text: string, preset: Preset = 'default'): unknown => {
      const input = event(3, { source: 5, id, text, isChecked: true });
      return pass(preset, nodes).mask(input) && input.data;
    };
    expect(told(1, '*****17')).toMatchObject({ text: '*****', isChecked: true });
    expect(told(1, '')).toMatchObject({ text: '' });
    expect(told(2, 'Pay')).toMatchObject({ text: 'Pay' });
    expect(told(2, 'Pay', 'strict')).toMatchObject({ text: '***', isChecked: false });
    expect(told(3, 's')).toMatchObject({ text: '*****', isChecked: false });
    expect(told(99, 's')).toBe(false);
  });

  test('what a visitor does in an ignored or a blocked part, or in none that is known, is not told', () => {
    const nodes = {
      1: live('p'),
      2: live('p', {}, live('div', { 'data-falter-ignore': '' })),
      3: live('p', { class: 'falter-block' }),
    };
    const privacy = pass('open', nodes);
    expect([1, 2, 3, 4].map((id) => privacy.mask(event(3, { source: 2, type: 2, id, x: 1, y: 2 })))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const moves = event(3, { source: 1, positions: [1, 2, 3, 1].map((id) => ({ id, x: 1, y: 1, timeOffset: 0 })) });
    expect(privacy.mask(moves)).toBe(true);
    expect(moves.data.positions).toHaveLength(2);
    expect(privacy.unknown).toBe(0);
  });

  test('a picture of a canvas is told where nothing has to be masked: it cannot be', () => {
    const nodes = {
      1: live('canvas'),
      2: live('canvas', { 'data-falter-mask': '' }),
      3: live('canvas', {}, live('div', { class: 'falter-block' })),
    };
    const told = (preset: Preset): boolean[] => {
      const privacy = pass(preset, nodes);
      return [1, 2, 3, 4].map((id) => privacy.mask(event(3, { source: 9, id, type: 0, commands: [] })));
    };
    expect(told('default')).toEqual([true, false, false, false]);
    expect(told('open')).toEqual([true, false, false, false]);
    expect(told('strict')).toEqual([false, false, false, false]);
  });

  test('a change is masked by where it stands, one in a blocked part is not told', () => {
    const area = live('textarea');
    const block = live('div', { 'data-falter-block': '' });
    const nodes = {
      1: live('datalist'),
      2: live('input'),
      3: { nodeType: 3, parentNode: area },
      4: { nodeType: 3, parentNode: live('p') },
      5: { nodeType: 3, parentNode: block },
      6: block,
    };
    const changes = event(3, {
      source: 0,
      adds: [
        { parentId: 1, node: { type: 3, id: 50, textContent: 's' } },
        { parentId: 6, node: { type: 3, id: 51, textContent: 's' } },
      ],
      attributes: [
        { id: 2, attributes: { value: 's' } },
        { id: 6, attributes: { title: 's' } },
        { id: 99, attributes: { value: 's', title: 's' } },
      ],
      texts: [3, 4, 5, 99].map((id) => ({ id, value: 'kept' })),
      removes: [{ id: 7, parentId: 1 }],
    });
    const privacy = pass('default', nodes);
    expect(privacy.mask(changes)).toBe(true);
    expect(changes.data).toMatchObject({
      adds: [{ node: { textContent: '*****' } }],
      attributes: [{ attributes: { value: '*****' } }, { attributes: { value: '*****', title: '*****' } }],
      texts: [{ value: '*****' }, { value: 'kept' }, { value: '*****' }],
      removes: [{ id: 7, parentId: 1 }],
    });
    expect(privacy.marks).toBe(0);
  });

  test('a mark that comes or goes is told, so that the page can be recorded anew', () => {
    const privacy = pass('default', { 1: live('p', { 'data-falter-mask': '' }) });
    privacy.mask(
      event(3, { source: 0, adds: [], texts: [], attributes: [{ id: 1, attributes: { 'data-falter-mask': '' } }] }),
    );
    expect(privacy.marks).toBe(1);
  });

  test('style sheets that a script writes are masked in every shape', () => {
    const css = '.a{content:"Jane";background:url("/a.png?u=s")}';
    const clean = '.a{content:"****";background:url("/a.png")}';
    const shapes: [number, object, object][] = [
      [8, { adds: [{ rule: css, index: 0 }] }, { adds: [{ rule: clean, index: 0 }] }],
      [8, { replace: css }, { replace: clean }],
      [8, { replaceSync: css }, { replaceSync: clean }],
      [8, { removes: [{ index: 0 }] }, { removes: [{ index: 0 }] }],
      [13, { set: { property: 'content', value: '"Jane"' } }, { set: { property: 'content', value: '"****"' } }],
      [13, { remove: { property: 'content' } }, { remove: { property: 'content' } }],
      [
        15,
        { styles: [{ styleId: 1, rules: [{ rule: css }] }] },
        { styles: [{ styleId: 1, rules: [{ rule: clean }] }] },
      ],
    ];
    for (const [source, given, told] of shapes) {
      const sheet = event(3, { source, ...structuredClone(given) });
      expect(pass('strict').mask(sheet)).toBe(true);
      expect(sheet.data).toEqual({ source, ...told });
    }
  });

  test.each([
    ['default', 'no ***********', 'Error: no ***********\n    at pay (https://x.de/a.js:1:2)'],
    ['strict', '', '    at pay (https://x.de/a.js:1:2)'],
    ['open', 'no jane@x.com', 'Error: no jane@x.com\n    at pay (https://x.de/a.js:1:2)'],
  ] as const)('a note says with the preset %s what it may', (preset, message, stack) => {
    const payload = {
      name: 'Error',
      message: 'no jane@x.com',
      stack: 'Error: no jane@x.com\n    at pay (https://x.de/a.js:1:2)',
    };
    const note = event(6, { plugin: 'falter/error@1', payload });
    expect(pass(preset).mask(note)).toBe(true);
    expect(note.data.payload).toEqual({
      name: 'Error',
      message: message.replace('***********', '**********'),
      stack: stack.replace('***********', '**********'),
    });
  });

  test('a doctype and comments say nothing', () => {
    const node = {
      ...{ type: 0, id: 1 },
      childNodes: [
        { type: 1, id: 2, name: 'html', publicId: '-//W3C//DTD XHTML 1.0 Strict//EN', systemId: 'secret.dtd' },
        { type: 5, id: 3, textContent: 's' },
        { type: 4, id: 4, textContent: 's' },
      ],
    };
    pass().mask(event(2, { node }));
    expect(node.childNodes).toMatchObject([
      { name: 'html', publicId: '', systemId: '' },
      { textContent: '' },
      { textContent: '' },
    ]);
  });
});

type Tree = {
  type: number;
  id: number;
  tagName?: string;
  attributes?: object;
  textContent?: string;
  childNodes?: Tree[];
  isShadowHost?: boolean;
};

describe('a snapshot', () => {
  test('is masked all the way down, however deep', () => {
    const text = { type: 3, id: 2, textContent: 'Jane' };
    let root: Tree = { type: 2, id: 1, tagName: 'p', attributes: {}, childNodes: [text] };
    for (let depth = 0; depth < 20_000; depth++)
      root = { type: 2, id: 1, tagName: 'div', attributes: {}, childNodes: [root] };
    pass('strict').mask(event(2, { node: root }));
    expect(text.textContent).toBe('****');
  });

  const CANARY = 'canary7x';
  const tag = fc.constantFrom(
    ...'div p a img input textarea select option datalist style svg path title button iframe meta link my-field noscript'.split(
      ' ',
    ),
  );
  const name = fc.constantFrom(
    ...'class id style title alt placeholder aria-label aria-valuetext value label data-x data-user href src srcset action content x-y onclick poster srcdoc checked rel type name for fill d _cssText rr_src'.split(
      ' ',
    ),
  );
  /** Attributes whose value is code of the page, not words: they stay, so nothing is planted there. */
  const CODE = /^(?:class|id|rel|type|for|fill|d)$/;
  const planted = fc.constantFrom(
    CANARY,
    `x ${CANARY}`,
    `https://x.de/?q=${CANARY}`,
    `https://u:${CANARY}@x.de/#${CANARY}=1`,
    `a{content:"${CANARY}"}`,
    `a{background:url("/a.png?u=${CANARY}")}`,
    `/* ${CANARY} */a{}`,
    `color:red;--a:'${CANARY}'`,
    `${CANARY}@x.de`,
  );
  const inAddress = fc.constantFrom(
    `https://x.de/?q=${CANARY}`,
    `https://u:${CANARY}@x.de/`,
    `https://x.de/a#${CANARY}=1`,
    `data:text/html,${CANARY}`,
  );
  const inStyle = fc.constantFrom(
    `a{content:"${CANARY}"}`,
    `color:red;--a:'${CANARY}'`,
    `/* ${CANARY} */`,
    `a{background:url("/a.png?u=${CANARY}")}`,
  );
  const attribute = name.chain((of) => {
    const value = CODE.test(of)
      ? fc.constant('x')
      : /^(?:href|src|srcset|action|poster|rr_src)$/.test(of)
        ? inAddress
        : /style|_css/.test(of)
          ? inStyle
          : planted;
    return value.map((given) => [of, given] as const);
  });
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.record({ type: fc.constantFrom(3, 4, 5), id: fc.nat(), textContent: planted }),
      fc.record({
        type: fc.constant(2),
        id: fc.nat(),
        tagName: tag,
        attributes: fc.array(attribute, { maxLength: 5 }).map((list) => Object.fromEntries(list)),
        childNodes: fc.array(tie('tree'), { maxLength: 4 }),
        isShadowHost: fc.boolean(),
      }),
    ),
  }));

  /** Text of a style element is a sheet, so words outside of any declaration are selectors there. */
  function withoutSelectors(node: Tree, inStyle = false): Tree {
    if (inStyle && node.type === 3) node.textContent = `a{content:"${CANARY}"}`;
    for (const child of node.childNodes ?? []) withoutSelectors(child, inStyle || node.tagName === 'style');
    return node;
  }

  test('with the preset strict holds no word of the page, for any tree', () => {
    fc.assert(
      fc.property(tree, (node) => {
        const privacy = pass('strict');
        const snapshot = event(2, { node: withoutSelectors({ type: 0, id: 1, childNodes: [node] }) });
        expect(privacy.mask(snapshot)).toBe(true);
        expect(JSON.stringify(snapshot)).not.toContain(CANARY);
        expect(privacy.faults).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  });

  test('with any preset holds no value and no word under a mark, for any tree', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom<Preset>('default', 'open'), (node, preset) => {
        const marked = { type: 2, id: 1, tagName: 'div', attributes: { 'data-falter-mask': '' }, childNodes: [node] };
        const snapshot = event(2, { node: withoutSelectors(marked) });
        pass(preset).mask(snapshot);
        expect(JSON.stringify(snapshot)).not.toContain(CANARY);
      }),
      { numRuns: 500 },
    );
  });
});

test('the input mask changes when the value does, so that rrweb sees that there is typing', () => {
  const { maskInput } = pass();
  const [one, other] = [live('input'), live('input')] as HTMLElement[];
  const told = ['a', 'ab', 'ab', 'a'].map((value) => maskInput(value, one as HTMLElement));
  expect(told).toEqual(['*****1', '*****2', '*****2', '*****3']);
  expect([maskInput('zzz', other as HTMLElement), maskInput('', other as HTMLElement)]).toEqual(['*****1', '']);
  expect(maskInput('Pay', live('input', { type: 'submit' }) as HTMLElement)).toBe('Pay');
});
