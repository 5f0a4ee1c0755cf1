import { expect, it } from 'vitest';
import { Lanes } from './lanes.ts';

it('a few at a time, in their order, also after one failed', async () => {
  const lanes = new Lanes(2);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const work = (n: number) => (): Promise<number> =>
    new Promise((resolve, reject) => {
      begun.push(n);
      most = Math.max(most, ++running);
      ends.push(() => {
        running--;
        if (n === 1) reject(new Error('one'));
        else resolve(n);
      });
    });
  const all = Promise.allSettled([0, 1, 2, 3, 4].map((n) => lanes.run(work(n))));
  while (begun.length < 5 || ends.length > 0) {
    ends.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', ...Array(3).fill('fulfilled')]);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});
