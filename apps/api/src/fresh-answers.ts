import { ApiError } from './problem.ts';

export interface FreshAnswersOptions {
  /** Milliseconds for which an answer is given again. */
  freshMs: number;
  /** Answers that are worked out at the same time. */
  together: number;
  /** Further ones that may wait for their turn; the next is refused. */
  waiting: number;
}

/** Gives the answer of this key, worked out by `make` unless there is a fresh one or it is being worked out. */
export type FreshAnswers<T> = (key: string, make: () => Promise<T>) => Promise<T>;

/**
 * Answers that cost the store much and that many ask for at once: each is worked out once for all who ask meanwhile and
 * shortly after, and only some at a time. Failures are not kept. @throws ApiError `too_expensive` when too many wait
 */
export function createFreshAnswers<T>({ freshMs, together, waiting }: FreshAnswersOptions): FreshAnswers<T> {
  const answers = new Map<string, Promise<T>>();
  const queue: (() => void)[] = [];
  let running = 0;

  async function inTurn(make: () => Promise<T>): Promise<T> {
    if (running < together) running++;
    else {
      if (queue.length >= waiting) throw tooMany();
      // Whoever ends hands its place over, so nobody who comes meanwhile slips in between.
      await new Promise<void>((resolve) => queue.push(resolve));
    }
    try {
      return await make();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running--;
    }
  }

  return (key, make) => {
    const known = answers.get(key);
    if (known) return known;
    const answer = inTurn(make);
    answers.set(key, answer);
    const forget = () => answers.get(key) === answer && answers.delete(key);
    answer.then(() => setTimeout(forget, freshMs).unref(), forget);
    return answer;
  };
}

function tooMany(): ApiError {
  const detail = 'Too many dashboards are being worked out. Ask again in a few seconds.';
  return new ApiError('too_expensive', detail, { 'retry-after': '5' });
}
