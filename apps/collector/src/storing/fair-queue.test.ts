import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FairQueue } from './fair-queue.ts';

const upTo = (count: number) => {
  let taken = 0;
  return () => taken++ < count;
};

describe('a fair queue', () => {
  it('takes one of each project in turn, so that a loud one does not hold up the others', () => {
    const queue = new FairQueue<string>();
    for (let n = 0; n < 100; n++) queue.push('loud', `loud ${n}`);
    queue.push('quiet', 'quiet 0');
    queue.push('other', 'other 0');
    expect(queue.take(upTo(4))).toEqual(['loud 0', 'quiet 0', 'other 0', 'loud 1']);
    queue.push('quiet', 'quiet 1');
    expect(queue.take(upTo(2))).toEqual(expect.arrayContaining(['quiet 1']));
  });

  it('lets another project begin each time', () => {
    const queue = new FairQueue<string>();
    for (const project of ['a', 'b', 'c']) for (const n of [0, 1, 2]) queue.push(project, `${project}${n}`);
    expect([1, 2, 3, 4].map(() => queue.take(upTo(1))[0])).toEqual(['a0', 'b0', 'c0', 'a1']);
  });

  it('leaves what does not fit where it is, and asks about the first of all first', () => {
    const queue = new FairQueue<number>();
    for (const n of [1, 2, 3, 4]) queue.push('p', n);
    expect(queue.take((n) => n % 2 === 0)).toEqual([2, 4]);
    expect(queue.size).toBe(2);
    expect(queue.drain()).toEqual([1, 3]);
    expect(queue.size).toBe(0);
    expect(queue.drain()).toEqual([]);
  });

  it('gives back everything once, each project in its order', () => {
    const pushes = fc.array(fc.record({ project: fc.constantFrom('a', 'b', 'c'), take: fc.nat(3) }), { maxLength: 60 });
    fc.assert(
      fc.property(pushes, (steps) => {
        const queue = new FairQueue<{ project: string; n: number }>();
        const seen: { project: string; n: number }[] = [];
        for (const [n, { project, take }] of steps.entries()) {
          queue.push(project, { project, n });
          seen.push(...queue.take(upTo(take)));
        }
        seen.push(...queue.drain());
        for (const project of ['a', 'b', 'c']) {
          const order = seen.filter((item) => item.project === project).map(({ n }) => n);
          expect(order).toEqual(steps.flatMap((step, n) => (step.project === project ? [n] : [])));
        }
      }),
    );
  });
});
