import type { ReadSteps, StepsBatch, StepsReader } from '@falter/app-api';
import type { StackFrame } from '@falter/wire';
import { StepsThread } from './steps-thread.ts';

/** Recordings that are read at the same time. More would only take memory from each other. */
const THREADS = 2;

/** Milliseconds after which a thread that nobody asks gives its memory back. */
const REST_MS = 60_000;

/** Makes rows of recordings beside everything else this process does: reading one takes seconds, and pages wait for their batches. */
export class StepsThreads implements StepsReader {
  readonly #idle: StepsThread[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #resting: NodeJS.Timeout | undefined;

  read(batches: AsyncIterable<StepsBatch>, of: { startedAt: number; closed: boolean }): Promise<ReadSteps> {
    return this.#with(async (thread) => {
      await thread.ask({ ask: 'begin' });
      // Each is waited for: what the thread has not read yet would lie in memory here.
      for await (const batch of batches) await thread.ask({ ask: 'batch', batch });
      const { rows } = await thread.ask({ ask: 'rows', startedAt: of.startedAt, closed: of.closed });
      return rows as ReadSteps;
    });
  }

  frames(stacks: readonly string[], maps: ReadonlyMap<string, string>): Promise<StackFrame[][]> {
    return this.#with(async (thread) => {
      const { frames } = await thread.ask({ ask: 'frames', stacks, maps });
      return frames ?? [];
    });
  }

  /** For whoever ends before the threads have rested. */
  async close(): Promise<void> {
    clearTimeout(this.#resting);
    await Promise.all(this.#idle.splice(0).map((thread) => thread.end()));
  }

  async #with<T>(use: (thread: StepsThread) => Promise<T>): Promise<T> {
    if (this.#busy >= THREADS) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#busy++;
    const thread = this.#idle.pop() ?? new StepsThread();
    try {
      return await use(thread);
    } finally {
      if (!thread.isOver) this.#idle.push(thread);
      // Whoever ends hands its place over, so nobody who comes meanwhile slips in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy--;
      this.#rest();
    }
  }

  #rest(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.close(), REST_MS).unref();
  }
}
