import { Worker } from 'node:worker_threads';
import type { Answer, Task } from './unpack-worker.ts';

/** Milliseconds that one batch may take a worker. The largest that the wire allows takes a second on a small machine. */
const PATIENCE_MS = 20_000;

/** Megabytes of JavaScript heap in a worker: bytes of a batch lie outside of it. */
const HEAP_MB = 256;

interface Waiting {
  task: Task;
  done: (answer: Answer) => void;
  failed: (cause: Error) => void;
}

/**
 * A few threads that take apart what would hold up everybody else. They begin with the first task, and none keeps the process
 * alive. One that dies or takes too long fails its task and is replaced.
 */
export class WorkerPool {
  readonly #size: number;
  readonly #waiting: Waiting[] = [];
  readonly #idle: Worker[] = [];
  #started = 0;

  constructor(size: number) {
    this.#size = size;
  }

  run(task: Task): Promise<Answer> {
    return new Promise((done, failed) => {
      this.#waiting.push({ task, done, failed });
      this.#next();
    });
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const worker = this.#idle.pop() ?? this.#start();
    if (!worker) return;
    const waiting = this.#waiting.shift() as Waiting;
    this.#give(worker, waiting);
  }

  #start(): Worker | undefined {
    if (this.#started >= this.#size) return undefined;
    this.#started++;
    return new Worker(new URL('./unpack-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
  }

  #give(worker: Worker, { task, done, failed }: Waiting): void {
    const late = setTimeout(() => void worker.terminate(), PATIENCE_MS);
    const settle = () => {
      clearTimeout(late);
      worker.off('message', answered).off('error', died).off('exit', ended);
    };
    const answered = (answer: Answer) => {
      settle();
      worker.unref();
      this.#idle.push(worker);
      done(answer);
      this.#next();
    };
    const lost = (cause: Error) => {
      settle();
      this.#started--;
      failed(cause);
      this.#next();
    };
    const died = (cause: unknown) => lost(new Error('[collector] a worker died over a batch.', { cause }));
    const ended = () => lost(new Error('[collector] a worker took too long over a batch.'));
    worker.on('message', answered).on('error', died).on('exit', ended);
    worker.ref();
    worker.postMessage(task);
  }
}
