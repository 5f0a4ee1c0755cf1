import { describe, expect, it } from 'vitest';
import { Together } from './together.ts';

function asker(): { together: Together<number, number>; groups: (readonly number[])[]; release: () => void } {
  const groups: (readonly number[])[] = [];
  let release = () => {};
  const together = new Together<number, number>(async (questions) => {
    groups.push(questions);
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    if (questions.includes(13)) throw new Error('unlucky');
    return questions.map((question) => question * 10);
  });
  return { together, groups, release: () => release() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('questions that come up while one is on its way', () => {
  it('go together into the next, and each gets its own answer', async () => {
    const { together, groups, release } = asker();
    const first = together.ask(1);
    const others = [2, 3, 4].map((question) => together.ask(question));
    await turn();
    expect(groups).toEqual([[1]]);
    release();
    expect(await first).toBe(10);
    await turn();
    expect(groups).toEqual([[1], [2, 3, 4]]);
    release();
    expect(await Promise.all(others)).toEqual([20, 30, 40]);
  });

  it('fail together, and the next is asked all the same', async () => {
    const { together, release } = asker();
    const unlucky = expect(together.ask(13)).rejects.toThrow('unlucky');
    const next = together.ask(5);
    await turn();
    release();
    await unlucky;
    await turn();
    release();
    expect(await next).toBe(50);
  });

  it('are 500 at most', async () => {
    const { together, groups, release } = asker();
    const all = Array.from({ length: 1_200 }, (_, n) => together.ask(n + 100));
    for (let group = 0; group < 4; group++) {
      await turn();
      release();
      await turn();
    }
    await Promise.all(all);
    expect(groups.map(({ length }) => length)).toEqual([1, 500, 500, 199]);
  });
});
