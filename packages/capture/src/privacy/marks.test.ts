import { describe, expect, test } from 'vitest';
import { BLOCKED, createStates, EDITED, enter, FIELD, IGNORED, MASKED, PLAIN, SHOWN, STYLE } from './marks.ts';

const on = (around: number, tag: string, attributes: Record<string, unknown> = {}): number =>
  enter(around, tag, (name) => attributes[name]);

/** A node as far as states look at one; real pages are behind the same rules in behaviour/canaries.test.ts. */
function node(parts: Record<string, unknown>): Node {
  const attributes = (parts.attributes ?? {}) as Record<string, string>;
  return { nodeType: 1, localName: 'div', ...parts, getAttribute: (name: string) => attributes[name] ?? null } as never;
}

describe('the state inside an element', () => {
  test('is that around it, until it says something itself', () => {
    expect(on(PLAIN, 'p')).toBe(PLAIN);
    expect(on(MASKED | EDITED, 'p')).toBe(MASKED | EDITED);
  });

  test('the nearest mark wins, and of two on one element the one that masks', () => {
    expect(on(PLAIN, 'p', { 'data-falter-mask': '' })).toBe(MASKED);
    expect(on(MASKED, 'p', { 'data-falter-unmask': '' })).toBe(SHOWN);
    expect(on(SHOWN, 'p', { 'data-falter-mask': '' })).toBe(MASKED);
    expect(on(PLAIN, 'p', { 'data-falter-mask': '', 'data-falter-unmask': '' })).toBe(MASKED);
  });

  test('what ignores and blocks cannot be taken back', () => {
    expect(on(on(PLAIN, 'p', { 'data-falter-ignore': '' }), 'p', { 'data-falter-unmask': '' })).toBe(IGNORED | SHOWN);
    expect(on(PLAIN, 'p', { 'data-falter-block': '' })).toBe(BLOCKED);
    expect(on(PLAIN, 'p', { class: 'a falter-block b' })).toBe(BLOCKED);
    expect(on(PLAIN, 'p', { class: 'no-falter-blocks' })).toBe(PLAIN);
  });

  test.each([
    ['', EDITED],
    ['true', EDITED],
    ['plaintext-only', EDITED],
    ['FALSE', PLAIN],
  ])('contenteditable="%s"', (contenteditable, state) => expect(on(PLAIN, 'p', { contenteditable })).toBe(state));

  test.each(['textarea', 'datalist', 'noscript', 'script', 'template', 'iframe'])(
    'text of a %s is never told',
    (tag) => {
      expect(on(SHOWN, tag)).toBe(SHOWN | FIELD);
    },
  );

  test('text of a style element is a style sheet', () => expect(on(PLAIN, 'style')).toBe(STYLE));
});

describe('the state of a live node', () => {
  const page = node({ nodeType: 9 });
  const masked = node({ parentNode: page, attributes: { 'data-falter-mask': '' } });

  test('comes through parents, shadow roots, slots and frames', () => {
    const root = node({ nodeType: 11, host: masked });
    const slot = node({ parentNode: root, localName: 'slot' });
    const frame = node({ parentNode: masked, localName: 'iframe' });
    const inner = node({ nodeType: 9, defaultView: { frameElement: frame } });
    const bare = node({ parentNode: page });
    const stateOf = createStates();
    expect(stateOf(node({ parentNode: masked }))).toBe(MASKED);
    expect(stateOf(node({ parentNode: root }))).toBe(MASKED);
    expect(stateOf(node({ parentNode: bare, assignedSlot: slot }))).toBe(MASKED);
    expect(stateOf(node({ nodeType: 3, parentNode: bare, assignedSlot: slot }))).toBe(MASKED);
    expect(stateOf(node({ parentNode: inner }))).toBe(MASKED);
    expect(stateOf(bare)).toBe(PLAIN);
  });

  test('a document that is an editor is one', () => {
    const editor = node({ nodeType: 9, designMode: 'on' });
    expect(createStates()(node({ parentNode: editor }))).toBe(EDITED);
  });

  test('what is in no page is hidden', () => {
    expect(createStates()(null)).toBe(FIELD | MASKED);
    expect(createStates()(node({ parentNode: node({}) }))).toBe(FIELD | MASKED);
  });

  test('is found however deep it stands', () => {
    let deep = masked;
    for (let depth = 0; depth < 50_000; depth++) deep = node({ parentNode: deep });
    expect(createStates()(deep)).toBe(MASKED);
  });
});
