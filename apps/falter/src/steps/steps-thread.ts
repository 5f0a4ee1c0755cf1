import { Worker } from 'node:worker_threads';
import type { Answer, Question } from './steps-worker.ts';

/** Milliseconds that one question may take: the longest session that is read takes some seconds on a small machine. */
const PATIENCE_MS = 60_000;

/** Megabytes of JavaScript heap: the events of the largest session that is read. */
const HEAP_MB = 1_024;

/** A thread that makes rows of recordings. It does not keep the process alive while nobody waits for it. */
export class StepsThread {
  readonly #worker: Worker;
  #isOver = false;

  constructor() {
    const limits = { maxOldGenerationSizeMb: HEAP_MB };
    this.#worker = new Worker(new URL('./steps-worker.ts', import.meta.url), { resourceLimits: limits });
    this.#worker.unref();
    this.#worker.once('exit', () => {
      this.#isOver = true;
    });
    // Told to whoever waits; without a listener it would end the process.
    this.#worker.on('error', () => {});
  }

  /** It died, or was ended: another one has to be asked. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** One question at a time. @throws Error when the thread dies over it, takes too long, or cannot answer */
  async ask(question: Question): Promise<Exclude<Answer, { failed: string }>> {
    const answer = await this.#wait(question);
    if ('failed' in answer) throw new Error(`[falter] the steps of a recording could not be read (${answer.failed}).`);
    return answer;
  }

  end(): Promise<number> {
    this.#isOver = true;
    return this.#worker.terminate();
  }

  #wait(question: Question): Promise<Answer> {
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => void this.end(), PATIENCE_MS);
      const settle = () => {
        clearTimeout(late);
        worker.unref();
        worker.off('message', answered).off('exit', ended);
      };
      const answered = (answer: Answer) => {
        settle();
        resolve(answer);
      };
      const ended = () => {
        settle();
        reject(new Error('[falter] a thread ended over the steps of a recording: too large, or too slow.'));
      };
      worker.on('message', answered).on('exit', ended);
      worker.ref();
      worker.postMessage(question);
    });
  }
}
