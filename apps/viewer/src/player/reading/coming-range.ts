import type { FromWorker } from './messages.ts';
import type { Hands } from './moment-first.ts';

type Tell = (message: FromWorker) => void;

/** A range whose bytes still come, in the worker: until it is dropped, what is made of it is told. */
export class ComingRange {
  readonly lines: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly hands: Hands;
  #controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
  #isDropped = false;
  #onShown: () => void = () => {};

  constructor(id: number, tell: Tell) {
    this.lines = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
    });
    this.hands = {
      stretch: (stretch, chars) => {
        if (!this.#isDropped) tell({ kind: 'stretch', id, stretch, chars });
      },
      still: async (still) => {
        if (this.#isDropped) return;
        const shown = new Promise<void>((resolve) => {
          this.#onShown = resolve;
        });
        tell({ kind: 'still', id, still });
        await shown;
      },
    };
  }

  add(bytes: Uint8Array<ArrayBuffer>): void {
    if (!this.#isDropped) this.#controller?.enqueue(bytes);
  }

  end(): void {
    if (!this.#isDropped) this.#controller?.close();
  }

  /** The page of the moment is on the screen: the rest may follow. */
  shown(): void {
    this.#onShown();
  }

  /** Nobody waits for it: what is under way ends at its next step. */
  drop(): void {
    if (this.#isDropped) return;
    this.#isDropped = true;
    this.#onShown();
    this.#controller?.error(new Error('dropped'));
  }
}
