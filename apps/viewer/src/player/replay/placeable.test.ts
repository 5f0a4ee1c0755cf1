import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeable } from './placeable.ts';

const add = (id: number, parentId: number, nextId: number | null | undefined = null) => ({
  parentId,
  nextId,
  node: { type: 2, id, tagName: 'p', attributes: {}, childNodes: [] },
});
const page = (id: number) => id <= 10;
const ids = (adds: ReturnType<typeof add>[]) => placeable(adds, page).map(({ node }) => node.id);

describe('nodes that a mutation adds', () => {
  it('find their place on the page and beside each other, in any order', () => {
    expect(ids([add(20, 1), add(21, 1, 5), add(22, 1, -1), add(23, 1, undefined)])).toEqual([20, 21, 22, 23]);
    expect(ids([add(20, 21, 22), add(22, 21), add(21, 1)])).toEqual([20, 22, 21]);
  });

  it('find none before or below what is nowhere', () => {
    expect(ids([add(20, 1, 99), add(21, 99), add(22, 1)])).toEqual([22]);
    expect(ids([add(20, 1, 99), add(21, 20), add(22, 1, 21)])).toEqual([]);
  });

  it('find none where each waits for the other', () => {
    expect(ids([add(20, 1, 21), add(21, 1, 20)])).toEqual([]);
    expect(ids([add(20, 20)])).toEqual([]);
    expect(ids([add(20, 1, 20)])).toEqual([]);
  });

  it('may be moved: the same id is on the page already', () => {
    expect(ids([add(5, 1, 6), add(5, 2)])).toEqual([5, 5]);
  });

  it('wait elsewhere when they are the document of a frame', () => {
    const document = { parentId: 99, nextId: null, node: { type: 0, id: 50, childNodes: [] } };
    expect(placeable([document, add(51, 50)], page)).toHaveLength(2);
  });

  it('are as many as trying again and again would find', () => {
    const some = fc.array(
      fc.tuple(fc.integer({ min: 11, max: 30 }), fc.nat({ max: 40 }), fc.option(fc.nat({ max: 40 }))),
    );
    fc.assert(
      fc.property(some, (triples) => {
        const adds = triples.map(([id, parent, next]) => add(id, parent, next));
        const there = new Set(Array.from({ length: 11 }, (_, id) => id));
        const found = new Set<(typeof adds)[number]>();
        for (let round = 0; round <= adds.length; round++) {
          for (const one of adds) {
            const fits = there.has(one.parentId) && (one.nextId === null || there.has(one.nextId as number));
            if (fits) found.add(one);
            if (fits) there.add(one.node.id);
          }
        }
        expect(placeable(adds, page)).toEqual(adds.filter((one) => found.has(one)));
      }),
    );
  });
});
