import type { RecordedEvent } from '@falter/wire';
import { describe, expect, test } from 'vitest';
import { maskEvent } from './mask.ts';
import { maskAttributes } from './mask-attributes.ts';
import { createInputMask, hide, isButton, isHiddenText, maskText } from './mask-rules.ts';

/** An element as far as the rules look at one; a real page is behind the same rules in behaviour/masking.test.ts. */
function element(tag: string, attributes: Record<string, string> = {}, within: string[] = []): HTMLElement {
  const matches = (selector: string): boolean =>
    selector.split(',').some((part) => part === tag || within.includes(part));
  return {
    nodeType: 1,
    localName: tag,
    baseURI: 'https://x.de/dir/page',
    getAttribute: (name: string) => attributes[name] ?? null,
    closest: (selector: string) => (matches(selector) ? {} : null),
  } as unknown as HTMLElement;
}

function masked(
  tag: string,
  attributes: Record<string, unknown>,
  on: Element | null = element(tag),
): Record<string, unknown> {
  maskAttributes(tag, attributes, on);
  return attributes;
}

describe('attributes', () => {
  test.each([
    ['input', { type: 'text', value: 's' }, { type: 'text', value: '*****' }],
    ['input', { type: 'hidden', value: 's' }, { type: 'hidden', value: '*****' }],
    ['input', { type: 'checkbox', value: 's', checked: true }, { type: 'checkbox', value: '*****', checked: true }],
    ['input', { value: '' }, { value: '' }],
    ['input', { value: null }, { value: '' }],
    ['input', { type: 'SUBMIT', value: 'Pay' }, { type: 'SUBMIT', value: 'Pay' }],
    ['input', { type: 'submit', formaction: '/a?t=1' }, { type: 'submit', formaction: 'https://x.de/a?t=' }],
    ['button', { value: 's' }, { value: '*****' }],
    ['option', { value: 's', selected: true, label: 'Red' }, { value: '*****', label: 'Red' }],
    ['my-field', { value: 's' }, { value: '*****' }],
    ['progress', { value: 3, max: 5 }, { value: 3, max: 5 }],
    ['meta', { name: 'user', content: 's' }, { name: 'user' }],
    ['meta', { name: 'viewport', content: 'w' }, { name: 'viewport', content: 'w' }],
    ['p', { content: 'kept', selected: 'kept' }, { content: 'kept', selected: 'kept' }],
    ['iframe', { srcdoc: '<b>s</b>', rr_src: 'https://y.de/?t=s' }, { rr_src: 'https://y.de/?t=' }],
    ['button', { onclick: 'pay("s")', class: 'a' }, { onclick: '', class: 'a' }],
    ['a', { href: 'https://x.de/p?q=s#s' }, { href: 'https://x.de/p?q=#' }],
    ['a', { href: 'https://x.de/p#/route?q=s' }, { href: 'https://x.de/p#/route' }],
    ['a', { href: 'mailto:s@x.de' }, { href: 'mailto:' }],
    ['a', { href: 'tel:+49123' }, { href: 'tel:' }],
    ['a', { href: 'javascript:pay("s")' }, { href: 'javascript:' }],
    ['a', { href: '' }, { href: '' }],
    ['a', { href: null }, { href: null }],
    ['form', { action: 'pay?t=s' }, { action: 'https://x.de/dir/pay?t=' }],
    ['link', { rel: 'canonical', href: 'https://x.de/?u=s' }, { rel: 'canonical', href: 'https://x.de/?u=' }],
    [
      'link',
      { rel: 'stylesheet', href: 'https://x.de/a.css?v=2' },
      { rel: 'stylesheet', href: 'https://x.de/a.css?v=2' },
    ],
    ['img', { src: 'https://x.de/a.png?w=2' }, { src: 'https://x.de/a.png?w=2' }],
  ])('%s %o becomes %o', (tag, before, after) => {
    expect(masked(tag, { ...before })).toEqual(after);
  });

  test('of an element that rrweb lost are masked as if they were the worst', () => {
    expect(masked('', { value: 's', checked: '', onclick: 's' }, null)).toEqual({ value: '*****', onclick: '' });
  });

  test('that change alone are judged by what the element is', () => {
    expect(masked('input', { value: 'Saving' }, element('input', { type: 'button' }))).toEqual({ value: 'Saving' });
    expect(masked('input', { value: 's' }, element('input', { type: 'text' }))).toEqual({ value: '*****' });
    expect(masked('link', { href: 'https://x.de/?u=s' }, element('link', { rel: 'next' }))).toEqual({
      href: 'https://x.de/?u=',
    });
  });

  test('tell nothing of a box that the site marks', () => {
    const marked = element('input', { type: 'checkbox' }, ['[data-falter-mask]']);
    expect(masked('input', { checked: true }, marked)).toEqual({});
  });

  test('of a suggestion hide its label too', () => {
    expect(masked('option', { label: 's' }, element('option', {}, ['datalist']))).toEqual({ label: '*****' });
  });
});

describe('events', () => {
  const event = (type: number, data: unknown): RecordedEvent => ({ type, timestamp: 1, data });
  const nowhere = (): null => null;

  test('a meta event tells the place without values', () => {
    const meta = event(4, { href: 'https://x.de/p?token=s#s', width: 1 });
    maskEvent(meta, nowhere);
    expect(meta.data).toEqual({ href: 'https://x.de/p?token=', width: 1 });
  });

  test('a snapshot is masked all the way down, however deep', () => {
    type Node = {
      type: number;
      id: number;
      tagName: string;
      attributes: Record<string, unknown>;
      childNodes: unknown[];
    };
    const node = (tagName: string, attributes: Record<string, unknown>, childNodes: unknown[] = []): Node => {
      return { type: 2, id: 1, tagName, attributes, childNodes };
    };
    const text = (textContent: string): object => ({ type: 3, id: 2, textContent });
    let root = node('div', {}, [
      node('textarea', {}, [text('s')]),
      node('noscript', {}, [node('p', {}, [text('s')])]),
      node('p', {}, [text('kept')]),
      node('input', { value: 's' }),
    ]);
    for (let depth = 0; depth < 20_000; depth++) root = node('div', {}, [root]);
    const snapshot = event(2, { node: root });
    maskEvent(snapshot, nowhere);
    let inner = root as Node;
    while (inner.childNodes.length === 1) inner = inner.childNodes[0] as Node;
    expect(inner.childNodes).toMatchObject([
      { childNodes: [{ textContent: '*****' }] },
      { childNodes: [{ childNodes: [{ textContent: '*****' }] }] },
      { childNodes: [{ textContent: 'kept' }] },
      { attributes: { value: '*****' } },
    ]);
  });

  test('an input tells that there is something, and of a button what it says', () => {
    const inputs: [Element | null, string, string][] = [
      [element('input', { type: 'text' }), '*****17', '*****'],
      [element('input', { type: 'checkbox' }), 'value', '*****'],
      [element('input', { type: 'text' }), '', ''],
      [element('input', { type: 'submit' }), 'Pay', 'Pay'],
      [null, 's', '*****'],
    ];
    for (const [field, given, told] of inputs) {
      const input = event(3, { source: 5, id: 1, text: given, isChecked: false });
      maskEvent(input, () => field);
      expect(input.data.text).toBe(told);
    }
  });

  test('a change of text under a text area is hidden, of a paragraph not', () => {
    const changes = event(3, {
      source: 0,
      adds: [{ parentId: 1, node: { type: 3, id: 5, textContent: 's' } }],
      attributes: [{ id: 2, attributes: { value: 's' } }],
      texts: [
        { id: 3, value: 's' },
        { id: 4, value: 'kept' },
        { id: 99, value: 's' },
      ],
    });
    const nodes: Record<number, unknown> = {
      1: element('datalist'),
      2: element('input'),
      3: { nodeType: 3, parentElement: element('textarea') },
      4: { nodeType: 3, parentElement: element('p') },
    };
    maskEvent(changes, (id) => (nodes[id] as Node) ?? null);
    expect(changes.data).toMatchObject({
      adds: [{ node: { textContent: '*****' } }],
      attributes: [{ attributes: { value: '*****' } }],
      texts: [{ value: '*****' }, { value: 'kept' }, { value: '*****' }],
    });
  });

  test('what carries no text passes untouched', () => {
    const data = { source: 2, type: 2, id: 7, x: 1, y: 2 };
    const click = event(3, { ...data });
    maskEvent(click, nowhere);
    expect(click.data).toEqual(data);
  });
});

describe('rules', () => {
  test('a mask has one length', () => {
    expect([hide('a'), hide('a long secret'), hide(5)]).toEqual(['*****', '*****', '*****']);
    expect([hide(''), hide(null), hide(undefined)]).toEqual(['', '', '']);
  });

  test('typed text has one length, text that a site marks keeps its shape', () => {
    const editable = element('div', {}, ['[contenteditable]:not([contenteditable="false" i])']);
    expect(maskText('two words', editable)).toBe('*****');
    expect(maskText('two words', element('p'))).toBe('*** *****');
    expect(maskText(' \n ', editable)).toBe(' \n ');
  });

  test('the input mask changes when the value does, so that rrweb sees that there is typing', () => {
    const mask = createInputMask();
    const [one, other] = [element('input'), element('input')];
    const told = ['a', 'ab', 'ab', 'a'].map((value) => mask(value, one));
    expect(told).toEqual(['*****1', '*****2', '*****2', '*****3']);
    expect([mask('zzz', other), mask('', other)]).toEqual(['*****1', '']);
    expect(mask('Pay', element('input', { type: 'submit' }))).toBe('Pay');
  });

  test('only inputs that are buttons say their value', () => {
    expect([
      isButton('input', 'Submit'),
      isButton('input', 'text'),
      isButton('button', 'submit'),
      isButton('input', null),
    ]).toEqual([true, false, false, false]);
  });

  test('text is hidden under what holds values, and under what is lost', () => {
    expect([isHiddenText('textarea'), isHiddenText('p'), isHiddenText(null), isHiddenText(element('p'))]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
