import { describe, expect, it } from 'vitest';
import { createFreshAnswers } from './fresh-answers.ts';

/** Work that is counted and ends when it is told to. */
function work() {
  let running = 0;
  let most = 0;
  let begun = 0;
  const ends: (() => void)[] = [];
  const make = (answer: string) => async () => {
    begun++;
    running++;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running--;
    return answer;
  };
  const endAll = async () => {
    for (let turn = 0; turn < 50; turn++) {
      for (const end of ends.splice(0)) end();
      await Promise.resolve();
    }
  };
  return { make, endAll, most: () => most, begun: () => begun };
}

describe('fresh answers', () => {
  it('are worked out once for all who ask meanwhile, and shortly after', async () => {
    const { make, endAll, begun } = work();
    const answers = createFreshAnswers<string>({ freshMs: 60_000, together: 2, waiting: 2 });
    const both = [answers('a', make('first')), answers('a', make('second'))];
    await endAll();
    expect(await Promise.all(both)).toEqual(['first', 'first']);
    expect(await answers('a', make('third'))).toBe('first');
    expect(begun()).toBe(1);
  });

  it('are worked out anew once they are old', async () => {
    const answers = createFreshAnswers<string>({ freshMs: 1, together: 2, waiting: 2 });
    let n = 0;
    const ask = () => answers('a', async () => `answer ${++n}`);
    expect(await ask()).toBe('answer 1');
    await expect.poll(ask, { timeout: 10_000, interval: 20 }).not.toBe('answer 1');
  });

  it('are not mixed up', async () => {
    const answers = createFreshAnswers<string>({ freshMs: 60_000, together: 2, waiting: 2 });
    expect(await answers('a', async () => 'of a')).toBe('of a');
    expect(await answers('b', async () => 'of b')).toBe('of b');
  });

  it('are worked out some at a time, and all in the end', async () => {
    const { make, endAll, most } = work();
    const answers = createFreshAnswers<string>({ freshMs: 60_000, together: 2, waiting: 10 });
    const all = Array.from({ length: 9 }, (_, n) => answers(`${n}`, make(`answer ${n}`)));
    for (let turn = 0; turn < 9; turn++) await endAll();
    expect(await Promise.all(all)).toHaveLength(9);
    expect(most()).toBe(2);
  });

  it('are refused when too many wait', async () => {
    const { make, endAll } = work();
    const answers = createFreshAnswers<string>({ freshMs: 60_000, together: 1, waiting: 1 });
    const taken = [answers('a', make('a')), answers('b', make('b'))];
    await expect(answers('c', make('c'))).rejects.toMatchObject({ problem: { status: 503, name: 'too_expensive' } });
    for (let turn = 0; turn < 3; turn++) await endAll();
    expect(await Promise.all(taken)).toEqual(['a', 'b']);
    expect(await answers('c', async () => 'now')).toBe('now');
  });

  it('that failed are asked for again, and make room', async () => {
    const answers = createFreshAnswers<string>({ freshMs: 60_000, together: 1, waiting: 1 });
    await expect(answers('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await answers('a', async () => 'back')).toBe('back');
  });
});
