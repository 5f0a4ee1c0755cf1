import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attribute,
  downwards,
  hasAttribute,
  isAttached,
  isWithin,
  Mirror,
  type MirrorNode,
  upwards,
} from './mirror.ts';
import { NODE } from './raw.ts';

type Tree = {
  type: number;
  id: number;
  tagName?: string;
  attributes?: object;
  textContent?: string;
  childNodes?: Tree[];
};
const element = (id: number, tagName: string, ...childNodes: Tree[]): Tree => ({
  type: NODE.element,
  id,
  tagName,
  attributes: {},
  childNodes,
});
const text = (id: number, textContent: string): Tree => ({ type: NODE.text, id, textContent });

function load(...children: Tree[]): { mirror: Mirror; met: number[] } {
  const met: number[] = [];
  const mirror = new Mirror((node) => met.push(node.id));
  mirror.load({ type: NODE.document, id: 1, childNodes: [element(2, 'BODY', ...children)] });
  return { mirror, met };
}

const below = (node: MirrorNode | null) => [...downwards(node!, 1_000)].map(({ id }) => id);
const children = (node: MirrorNode | null) => {
  const ids: number[] = [];
  for (let child = node!.first; child; child = child.next) ids.push(child.id);
  return ids;
};

describe('a snapshot', () => {
  it('becomes nodes in document order, with lower-case tags', () => {
    const { mirror, met } = load(element(3, 'DIV', text(4, 'a'), element(5, 'B')), element(6, 'P'));
    expect(below(mirror.root)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(mirror.get(2)?.tag).toBe('body');
    expect(met.toSorted()).toEqual([2, 3, 4, 5, 6]);
  });

  it('that holds no tree changes nothing', () => {
    const { mirror } = load(element(3, 'DIV'));
    expect(mirror.load({})).toBe(false);
    expect(mirror.load(null)).toBe(false);
    expect(mirror.get(3)?.tag).toBe('div');
  });

  it('may be 20,000 levels deep', () => {
    let tree = element(30_000, 'i');
    for (let id = 20_000; id > 2; id--) tree = element(id, 'div', tree);
    const { mirror } = load(tree);
    expect(mirror.get(30_000)?.tag).toBe('i');
    expect([...upwards(mirror.get(30_000))].length).toBe(512);
  });
});

describe('mutations', () => {
  it('add before the next one, else at the end', () => {
    const { mirror } = load(element(3, 'a'), element(4, 'b'));
    mirror.add({ parentId: 2, nextId: 4, node: element(5, 'c') }, 10);
    mirror.add({ parentId: 2, nextId: null, node: element(6, 'd') }, 10);
    mirror.add({ parentId: 2, nextId: 999, node: element(7, 'e') }, 10);
    expect(children(mirror.get(2))).toEqual([3, 5, 4, 6, 7]);
    expect(mirror.get(5)?.addedAt).toBe(10);
  });

  it('remove, and still know where it was', () => {
    const { mirror } = load(element(3, 'div', element(4, 'b')), element(5, 'i'));
    mirror.remove(3, 77);
    expect(children(mirror.get(2))).toEqual([5]);
    expect(mirror.get(4)?.parent?.parent?.id).toBe(2);
    expect(isAttached(mirror.get(4)!)).toBe(false);
    expect(isAttached(mirror.get(5)!)).toBe(true);
    expect(mirror.get(3)?.removedAt).toBe(77);
    expect(mirror.remove(3, 78)).toBe(null);
  });

  it('move a node by adding it again', () => {
    const { mirror } = load(element(3, 'a'), element(4, 'b'), element(5, 'c'));
    mirror.add({ parentId: 2, nextId: 3, node: element(5, 'c') }, 1);
    expect(children(mirror.get(2))).toEqual([5, 3, 4]);
  });

  it('may bring a child before its parent', () => {
    const { mirror, met } = load();
    mirror.add({ parentId: 8, nextId: null, node: element(9, 'b') }, 1);
    expect(met).not.toContain(9);
    mirror.add({ parentId: 2, nextId: null, node: element(8, 'div') }, 1);
    expect(below(mirror.get(2))).toEqual([2, 8, 9]);
    expect(met).toContain(9);
  });

  it('that go in a circle are no page', () => {
    const { mirror } = load();
    mirror.add({ parentId: 8, nextId: null, node: element(7, 'a') }, 1);
    mirror.add({ parentId: 7, nextId: null, node: element(8, 'b') }, 1);
    mirror.add({ parentId: 7, nextId: null, node: element(7, 'a') }, 1);
    for (const id of [7, 8]) expect([...upwards(mirror.get(id))].length).toBeLessThan(5);
  });

  it('without an id are refused', () => {
    const { mirror } = load();
    expect(mirror.add({ parentId: 2, nextId: null, node: { type: 2 } }, 1)).toBe(null);
    expect(mirror.add({}, 1)).toBe(null);
  });

  it('of any kind end, and leave a tree', () => {
    const id = fc.integer({ min: 0, max: 9 });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add'), parentId: id, nextId: id, node: id }),
      fc.record({ kind: fc.constant('remove'), parentId: id, nextId: id, node: id }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const { mirror } = load(element(3, 'div'));
        for (const { kind, parentId, nextId, node } of steps) {
          if (kind === 'add') mirror.add({ parentId, nextId, node: element(node, 'div') }, 1);
          else mirror.remove(node, 1);
        }
        for (let at = 0; at < 10; at++) {
          const node = mirror.get(at);
          if (!node) continue;
          expect([...upwards(node)].length).toBeLessThan(512);
          const ids = below(node);
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
    );
  });
});

describe('reading nodes', () => {
  it('tells what is inside of what', () => {
    const { mirror } = load(element(3, 'div', element(4, 'b')), element(5, 'i'));
    expect(isWithin(mirror.get(4)!, mirror.get(3)!)).toBe(true);
    expect(isWithin(mirror.get(3)!, mirror.get(3)!)).toBe(true);
    expect(isWithin(mirror.get(5)!, mirror.get(3)!)).toBe(false);
  });

  it('walks down within its budget', () => {
    const { mirror } = load(element(3, 'div', element(4, 'b')), element(5, 'i'));
    expect([...downwards(mirror.root!, 3)].length).toBe(3);
    expect(below(mirror.get(3))).toEqual([3, 4]);
  });

  it('takes attributes as rrweb writes them', () => {
    const { mirror } = load({
      ...element(3, 'input'),
      attributes: { a: 'x', b: true, c: 5, d: null, e: '', f: false },
    });
    const node = mirror.get(3)!;
    expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => attribute(node, name))).toEqual([
      'x',
      'b',
      '5',
      '',
      '',
      '',
      '',
    ]);
    expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => hasAttribute(node, name))).toEqual([
      true,
      true,
      true,
      false,
      true,
      false,
      false,
    ]);
  });
});
