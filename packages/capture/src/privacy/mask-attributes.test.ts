import { describe, expect, test } from 'vitest';
import { EDITED, FIELD, MASKED, PLAIN, type State } from './marks.ts';
import { type Attributes, isButton, maskAttributes, type Rules } from './mask-attributes.ts';
import { createWords, type Preset } from './preset.ts';

const rulesOf = (preset: Preset): Rules => ({
  strict: preset === 'strict',
  words: createWords(preset),
  onFault() {
    throw new Error('a fault');
  },
});

interface Case {
  preset?: Preset;
  state?: State;
  shown?: boolean;
  /** Attributes that the element has besides. */
  present?: Record<string, string>;
}

function masked(tag: string, attributes: Attributes, { preset, state, shown, present }: Case = {}): Attributes {
  const of = {
    ...{ tag, attributes, state: state ?? PLAIN, shown: shown ?? false },
    live: { baseURI: 'https://x.de/dir/page?u=s' } as Element,
    read: (name: string) => attributes[name] ?? present?.[name] ?? null,
  };
  return maskAttributes(of, rulesOf(preset ?? 'default'));
}

describe('with every preset', () => {
  test.each<[string, Attributes, Attributes]>([
    ['input', { type: 'text', value: 's' }, { type: 'text', value: '*****' }],
    ['input', { type: 'hidden', value: 's' }, { type: 'hidden', value: '*****' }],
    ['input', { type: 'image', value: 's' }, { type: 'image', value: '*****' }],
    ['input', { value: '' }, { value: '' }],
    ['input', { value: null }, { value: '' }],
    ['button', { value: 's' }, { value: '*****' }],
    ['my-field', { value: 's', 'user-name': 's' }, { value: '*****', 'user-name': '' }],
    ['progress', { value: 3, max: '5' }, { value: 3, max: '5' }],
    ['li', { value: 'jane' }, { value: '*****' }],
    ['div', { role: 'slider', 'aria-valuenow': '4200' }, { role: 'slider', 'aria-valuenow': '*****' }],
    ['meta', { content: 's', charset: 'utf-8' }, { charset: '' }],
    ['meta', { content: 'width=device-width' }, {}],
    [
      'p',
      { content: 's', 'data-user': 's', onclick: 's', pattern: 's' },
      { content: '', 'data-user': '', onclick: '', pattern: '' },
    ],
    ['p', { 'jane@x.de': '', 'a"b': '', [`x${'y'.repeat(50)}`]: '' }, {}],
    ['option', { selected: true }, {}],
    ['iframe', { srcdoc: '<b>s</b>', rr_src: 'https://y.de/?t=s' }, { rr_src: 'https://y.de/?t=' }],
    ['a', { href: 'https://x.de/p?q=s#s' }, { href: 'https://x.de/p?q=#' }],
    ['a', { href: 'https://x.de/p#/route?q=s' }, { href: 'https://x.de/p#/route' }],
    ['a', { href: 'mailto:s@x.de' }, { href: 'mailto:' }],
    ['a', { href: 'javascript:pay("s")' }, { href: 'javascript:' }],
    ['a', { href: '' }, { href: '' }],
    ['a', { href: null }, { href: null }],
    ['form', { action: 'pay?t=s' }, { action: 'https://x.de/dir/pay?t=' }],
    ['link', { rel: 'canonical', href: 'https://x.de/?u=s' }, { rel: 'canonical', href: 'https://x.de/?u=' }],
    ['use', { 'xlink:href': '#cart' }, { 'xlink:href': '#cart' }],
    [
      'path',
      { d: 'M0 0L4111111111111111 0', class: 'a', 'inkscape:label': 's' },
      { d: 'M0 0L4111111111111111 0', class: 'a', 'inkscape:label': '' },
    ],
    [
      'div',
      { id: 'jane@x.de', for: 'email', 'aria-labelledby': 'a b' },
      { id: '*********', for: 'email', 'aria-labelledby': 'a b' },
    ],
    ['div', { rr_scrollTop: 12, hidden: '', disabled: null }, { rr_scrollTop: 12, hidden: '', disabled: null }],
  ])('%s %o becomes %o', (tag, before, after) => {
    for (const preset of ['default', 'strict', 'open'] as const)
      expect(masked(tag, { ...before }, { preset })).toEqual(after);
  });

  test('a style that changed by properties is one too', () => {
    const styles = { 'background-image': 'url(/a.png?u=s)', color: ['red', 'important'], left: false };
    expect(masked('p', { style: styles })).toEqual({ style: { ...styles, 'background-image': 'url(/a.png?u=)' } });
  });

  test('what changes alone is judged by what the element is', () => {
    expect(masked('input', { value: 'Save' }, { present: { type: 'button' } })).toEqual({ value: 'Save' });
    expect(masked('link', { href: '/a.css?v=2' }, { present: { rel: 'stylesheet' } })).toEqual({ href: '/a.css?v=2' });
    expect(masked('meta', { content: 'a' }, { present: { name: 'viewport' } })).toEqual({ content: 'a' });
  });
});

describe('with the preset', () => {
  const said = { title: 'Hi jane@x.de', alt: 'A', placeholder: 'B', 'aria-label': 'C', label: 'D' };

  test('default: words stay but for secrets, pictures by what they are', () => {
    expect(masked('img', said)).toEqual({ ...said, title: 'Hi *********' });
    expect(masked('input', { type: 'SUBMIT', value: 'Pay' })).toEqual({ type: 'SUBMIT', value: 'Pay' });
    expect(masked('img', { src: '/a.png?w=2&u=s', srcset: '/a.png?u=s 1x, /b.png?w=2 2x' })).toEqual({
      src: '/a.png?w=2&u=',
      srcset: '/a.png?u= 1x, /b.png?w=2 2x',
    });
    expect(masked('input', { type: 'checkbox', checked: true, name: 'terms' })).toMatchObject({
      checked: true,
      name: 'terms',
    });
  });

  test.each([
    ['default', '?u='],
    ['open', '?u='],
    ['strict', ''],
  ] as const)('%s: styles load as they may', (preset, query) => {
    const styled = { style: 'background: url(/a.png?u=s)', fill: 'url(#g)', filter: 'url(/f.svg?u=s#f)' };
    const left = { style: `background: url(/a.png${query})`, fill: 'url(#g)', filter: `url(/f.svg${query}#f)` };
    expect(masked('rect', styled, { preset })).toEqual(left);
  });

  test('strict: no word, no tick, no name of a field, no picture', () => {
    const preset = 'strict';
    expect(masked('img', { ...said, src: '/jane.png', srcset: '/jane.png 1x', class: 'a' }, { preset })).toEqual({
      ...{ src: '', srcset: '', class: 'a' },
    });
    expect(masked('input', { type: 'submit', value: 'Pay now' }, { preset })).toEqual({
      type: 'submit',
      value: '*** ***',
    });
    expect(masked('input', { type: 'radio', checked: true, name: 'illness' }, { preset })).toEqual({ type: 'radio' });
    expect(masked('link', { rel: 'stylesheet', href: '/a.css?v=2' }, { preset })).toEqual({
      rel: 'stylesheet',
      href: '/a.css',
    });
  });

  test('open: words as they are, values of fields that may be shown', () => {
    const preset = 'open';
    expect(masked('img', said, { preset })).toEqual(said);
    expect(masked('input', { value: 's' }, { preset, shown: true })).toEqual({ value: 's' });
    expect(masked('textarea', { value: 's' }, { preset, shown: true, state: FIELD })).toEqual({ value: 's' });
  });
});

test('a mark masks labels and ticks, an editor hides them', () => {
  expect(masked('p', { title: 'Jane' }, { state: MASKED, preset: 'open' })).toEqual({ title: '****' });
  expect(masked('input', { type: 'checkbox', checked: true }, { state: MASKED })).toEqual({ type: 'checkbox' });
  expect(masked('p', { title: 'Jane' }, { state: EDITED })).toEqual({ title: '*****' });
});

test('a value whose mask throws is gone, and counted', () => {
  let faults = 0;
  const words = (): string => {
    throw new Error('of ours');
  };
  const of = {
    tag: 'p',
    state: PLAIN,
    attributes: { title: 's', class: 'a' },
    live: null,
    read: () => null,
    shown: false,
  };
  expect(maskAttributes(of, { strict: false, words, onFault: () => faults++ })).toEqual({ class: 'a' });
  expect(faults).toBe(1);
});

test('only inputs that are buttons say their value', () => {
  expect(['Submit', 'button', 'reset', 'text', 'image', null].map((type) => isButton('input', type))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(isButton('button', 'submit')).toBe(false);
});
