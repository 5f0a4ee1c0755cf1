import { expect, describe as group, it } from 'vitest';
import { el, type Part, RecordingBuilder } from '../recording-builder.ts';
import { describe, isHidden, labelledField, selectorOf } from './describe.ts';
import { Mirror, type MirrorNode } from './mirror.ts';

/** The element with the id `it`, in a page of these parts. */
function node(...body: Part[]): MirrorNode {
  const recording = new RecordingBuilder().open('https://shop.test/', ...body);
  const mirror = new Mirror(() => {});
  mirror.load((recording.events.at(-1)!.data as { node: unknown }).node);
  return mirror.get(recording.id('#it'))!;
}
const label = (...body: Part[]) => describe(node(...body)).label;

group('the label of', () => {
  const cases: [string, Part[], string][] = [
    ['a button is its text', [el('button', { id: 'it' }, 'Pay ', el('b', {}, 'now'))], 'button "Pay now"'],
    [
      'a control is first of all its aria-label',
      [el('button', { id: 'it', 'aria-label': 'Close' }, '×')],
      'button "Close"',
    ],
    ['a link', [el('a', { id: 'it' }, 'More')], 'link "More"'],
    ['an input button is its value', [el('input', { id: 'it', type: 'submit', value: 'Go' })], 'button "Go"'],
    ['a field is that of its label', [el('label', { for: 'it' }, 'Name'), el('input', { id: 'it' })], 'field "Name"'],
    ['a field inside its label', [el('label', {}, 'City', el('input', { id: 'it' }))], 'field "City"'],
    [
      'a field without one is its placeholder',
      [el('input', { id: 'it', placeholder: 'Your mail' })],
      'field "Your mail"',
    ],
    ['a field without anything is its name', [el('input', { id: 'it', name: 'card' })], 'field "card"'],
    ['a checkbox', [el('label', {}, 'Yes', el('input', { id: 'it', type: 'checkbox' }))], 'checkbox "Yes"'],
    ['a radio button', [el('label', {}, 'Red', el('input', { id: 'it', type: 'radio' }))], 'option "Red"'],
    ['a list', [el('select', { id: 'it', title: 'Size' })], 'list "Size"'],
    [
      'an icon button is that of its picture',
      [el('button', { id: 'it' }, el('img', { alt: 'Basket' }))],
      'button "Basket"',
    ],
    ['an image', [el('img', { id: 'it', alt: 'A shoe' })], 'image "A shoe"'],
    ['a role comes before a tag', [el('div', { id: 'it', role: 'menuitem' }, 'Open')], 'menu item "Open"'],
    ['something without words is its kind', [el('div', { id: 'it' })], 'div'],
    ['style text is no words', [el('div', { id: 'it' }, el('style', {}, 'a{}'), 'Hi')], 'div "Hi"'],
  ];
  it.each(cases)('%s', (_, body, expected) => expect(label(...body)).toBe(expected));

  it.each<[Part[], string]>([
    [[el('div', { id: 'cart' }, el('button', { class: 'pay' }, '*** ***')), el('i', { id: 'it' })], 'i'],
    [[el('button', { id: 'it' }, '*** ***')], 'button at #it'],
    [[el('input', { id: 'it', type: 'submit', value: '***' })], 'button at #it'],
    [[el('label', { for: 'it' }, '****'), el('input', { id: 'it' })], 'field at #it'],
    [[el('button', { id: 'it' }, 'Pay ****')], 'button "Pay ****"'],
  ])('what the page masked is its kind and its place', (body, expected) => expect(label(...body)).toBe(expected));

  it('hostile text is one short line that cannot turn a sentence around', () => {
    const said = label(el('button', { id: 'it' }, `\u202E<b>"x"\u0000\n${'long '.repeat(200_000)}`));
    expect(said).toMatch(/^button "<b>'x' long .*…"$/);
    expect(said.length).toBeLessThan(100);
  });
});

group('the selector', () => {
  it('begins at the nearest id that a person wrote', () => {
    expect(selectorOf(node(el('div', { id: 'cart' }, el('p', {}), el('p', { id: 'it' }))))).toBe('#it');
    expect(
      selectorOf(node(el('div', { id: 'cart' }, el('p', {}), el('p', { class: 'x', id: '' }, el('i', { id: 'it' }))))),
    ).toBe('#it');
  });

  it('leaves out names that a tool made', () => {
    const made = node(el('div', { id: 'it', class: 'css-1x2y3z card sc-bdVaJa Button_root__a8F3x open' }));
    made.attributes = { ...made.attributes, id: ':r12:' };
    expect(selectorOf(made)).toBe('body > div.card.open');
  });

  it('counts brothers of the same tag', () => {
    const third = node(el('ul', {}, el('li', {}), el('li', {}), el('li', { id: 'it' })));
    third.attributes = {};
    expect(selectorOf(third)).toBe('body > ul > li:nth-of-type(3)');
  });

  it('escapes what would not be a selector', () => {
    const odd = node(el('div', { id: 'it' }));
    odd.attributes = { id: 'a"]>b{}' };
    expect(selectorOf(odd)).toBe('#a\\22 \\5d \\3e b\\7b \\7d ');
    odd.attributes = { id: '1st' };
    expect(selectorOf(odd)).toBe('#\\31 st');
    odd.attributes = { id: '-1st' };
    expect(selectorOf(odd)).toBe('#-\\31 st');
  });

  it('ends soon', () => {
    let deep: Part = el('i', { id: 'it' });
    for (let i = 0; i < 2_000; i++) deep = el('div', {}, deep);
    const bottom = node(deep);
    bottom.attributes = {};
    expect(selectorOf(bottom)).toBe('div > div > div > div > i');
  });
});

group('a label', () => {
  it('finds its field inside of it or by name', () => {
    expect(labelledField(node(el('label', { id: 'it' }, el('input', { id: 'in' }))))?.attributes.id).toBe('in');
    expect(
      labelledField(node(el('label', { id: 'it', for: 'far' }), el('p', {}, el('input', { id: 'far' }))))?.attributes
        .id,
    ).toBe('far');
    expect(labelledField(node(el('label', { id: 'it' }, 'alone')))).toBe(null);
  });
});

group('hidden', () => {
  it.each([
    [{ hidden: '' }, true],
    [{ style: 'color: red; display:none' }, true],
    [{ style: { visibility: 'hidden' } }, true],
    [{ style: 'display: block' }, false],
    [{}, false],
  ])('%j is %s', (attributes, expected) => expect(isHidden(node(el('p', { id: 'it', ...attributes })))).toBe(expected));
});
