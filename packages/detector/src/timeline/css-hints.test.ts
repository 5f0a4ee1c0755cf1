import { describe, expect, it } from 'vitest';
import { el, type Part, RecordingBuilder } from '../recording-builder.ts';
import { CssHints } from './css-hints.ts';
import { Mirror, type MirrorNode } from './mirror.ts';

function node(...body: Part[]): MirrorNode {
  const recording = new RecordingBuilder().open('https://shop.test/', ...body);
  const mirror = new Mirror(() => {});
  mirror.load((recording.events.at(-1)!.data as { node: unknown }).node);
  return mirror.get(recording.id('#it'))!;
}
function hints(css: string): CssHints {
  const read = new CssHints();
  read.read(css);
  return read;
}
const card = node(el('ul', { class: 'list wide' }, el('li', { id: 'it', class: 'card open' }, 'Tea')));

describe('the hand', () => {
  it.each([
    ['.card{cursor:pointer}', true],
    ['a{} .x, .card:hover { color: red; cursor : pointer; }', true],
    ['@media (min-width: 1px) { .list > .card { cursor: pointer } }', true],
    ['ul li { cursor: pointer }', true],
    ['#it { cursor: pointer }', true],
    ['.card.open { cursor: pointer }', true],
    ['.card.shut { cursor: pointer }', false],
    ['.menu .card { cursor: pointer }', false],
    ['.card { cursor: default }', false],
    ['.cards { cursor: pointer }', false],
    ['* { cursor: pointer }', false],
    ['body { cursor: pointer }', false],
    ['.x + .card { cursor: pointer }', false],
    ['cursor: pointer', false],
    ['', false],
  ])('%s -> %s', (css, expected) => expect(hints(css).hasPointer(card)).toBe(expected));
});

describe('CSS answers', () => {
  const menu = node(el('div', { class: 'menu' }, el('button', { id: 'it', class: 'btn' }, 'Menu')));
  it.each([
    ['.menu:focus-within .list { display: block }', true],
    ['.menu:focus-within { max-height: 900px }', true],
    ['.btn:focus + .list { visibility: visible; }', true],
    ['.btn:focus ~ .list { opacity: 1 }', true],
    ['.menu:hover .list { display: block }', true],
    ['.menu:hover .list { opacity: 1 }', false],
    ['.btn:focus { outline: none }', false],
    ['.btn:focus { display: block }', false],
    ['.btn:hover { transform: scale(1.1) }', false],
    ['.btn:active .icon { transform: scale(0.9) }', false],
    ['.btn:focus-visible { outline: 1px }', false],
    ['.menu:focus-within .list { color: red }', false],
    ['.other:focus-within .list { display: block }', false],
  ])('%s -> %s', (css, expected) => expect(hints(css).answers(menu)).toBe(expected));
});

it('hostile style sheets are read to their end', () => {
  const read = new CssHints();
  for (const part of ['cursor: pointer;', '.a:focus ', ':hover .b{', '{', '}', '/', '[', '((((', 'a,'.repeat(50)]) {
    read.read(part.repeat(20_000));
  }
  expect(read.hasPointer(card)).toBe(false);
});
