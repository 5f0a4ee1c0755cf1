import type { StepList } from '@falter/wire';
import { ApiError } from './problem.ts';

/** What is worked out of one session: all of its tabs. */
export type Worked = Pick<StepList, 'version' | 'rows' | 'stacks' | 'leftOut'>;

interface Kept {
  version: string;
  answer: Promise<Worked>;
  /** When it was done, and how long it took, in milliseconds; 0 while it is worked out. */
  doneAt: number;
  tookMs: number;
}

/** Answers that are kept: what a few people have open. Each is some megabytes at most. */
const KEPT = 12;

/** A session that grows is read again when as many times the reading's own length have passed: a fifth of a thread at most. */
const REST = 4;

/** Readings that may be under way: two have a thread, the others wait. */
const UNDER_WAY_MAX = 24;

/** Rows of sessions as they were worked out last, for all who look at them: once for each state of a recording. */
export class StepAnswers {
  readonly #kept = new Map<string, Kept>();
  #underWay = 0;

  /**
   * What `make` makes of a session at this version, made before where it was. Of one that grows, what was made a moment ago will do.
   * @throws ApiError `too_expensive` where too many are under way; what `make` throws
   */
  of(session: string, version: string, make: () => Promise<Worked>): Promise<Worked> {
    const known = this.#kept.get(session);
    if (known && (known.version === version || this.#isFresh(known))) {
      this.#kept.delete(session);
      this.#kept.set(session, known);
      return known.answer;
    }
    if (this.#underWay >= UNDER_WAY_MAX) throw tooMany();
    return this.#work(session, version, make);
  }

  #isFresh({ doneAt, tookMs }: Kept): boolean {
    return doneAt === 0 || performance.now() - doneAt < tookMs * REST;
  }

  #work(session: string, version: string, make: () => Promise<Worked>): Promise<Worked> {
    const startedAt = performance.now();
    this.#underWay++;
    const answer = make().finally(() => this.#underWay--);
    const kept: Kept = { version, answer, doneAt: 0, tookMs: 0 };
    const done = () => {
      kept.doneAt = performance.now();
      kept.tookMs = kept.doneAt - startedAt;
    };
    const forget = () => this.#kept.get(session) === kept && this.#kept.delete(session);
    answer.then(done, forget);
    this.#kept.delete(session);
    this.#kept.set(session, kept);
    const [oldest = ''] = this.#kept.keys();
    if (this.#kept.size > KEPT) this.#kept.delete(oldest);
    return answer;
  }
}

function tooMany(): ApiError {
  const detail = 'Too many recordings are being read for their steps. The page asks again by itself.';
  return new ApiError('too_expensive', detail, { 'retry-after': '5' });
}
