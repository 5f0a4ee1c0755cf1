import type { FromWorker, RangeMessage, ToWorker } from './messages.ts';
import type { RangeReport } from './run.ts';
import type { Stretch } from './stretch.ts';

/** Where the texts of a recording come from. */
export interface ReaderSource {
  /** The bytes of an asset as text; rejects when they cannot be had. */
  text(hash: string): Promise<string>;
  /** The address of an asset. */
  addressOf(hash: string): string;
}

interface Reading {
  onStretch(stretch: Stretch, chars: number): void;
  resolve(report: RangeReport): void;
  reject(cause: Error): void;
}

/** What reads a range and makes stretches of it: the worker, or in tests whatever does the same. */
export interface RangeReader {
  read(range: RangeMessage, onStretch: Reading['onStretch']): Promise<RangeReport>;
}

/** The worker that parses and sanitises, as the page sees it. */
export class Reader implements RangeReader {
  readonly #source: ReaderSource;
  readonly #worker: Worker;
  readonly #readings = new Map<number, Reading>();
  #last = 0;
  #broken: Error | undefined;

  constructor(source: ReaderSource) {
    this.#source = source;
    this.#worker = new Worker(new URL('./reading-worker.ts', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#hear(data));
    this.#worker.addEventListener('error', () => this.#breakOff());
  }

  /** Reads a range; the stretches come as they are done. */
  read(range: RangeMessage, onStretch: Reading['onStretch']): Promise<RangeReport> {
    if (this.#broken) return Promise.reject(this.#broken);
    const id = ++this.#last;
    const buffers = [...new Set(range.chunks.map(({ buffer }) => buffer))];
    return new Promise((resolve, reject) => {
      this.#readings.set(id, { onStretch, resolve, reject });
      this.#tell({ kind: 'range', id, range, assets: this.#source.addressOf('HASH') }, buffers);
    });
  }

  close(): void {
    this.#worker.terminate();
  }

  #hear(message: FromWorker): void {
    if (message.kind === 'need') void this.#answer(message.hash);
    else {
      const reading = this.#readings.get(message.id);
      if (message.kind === 'stretch') reading?.onStretch(message.stretch, message.chars);
      else this.#readings.delete(message.id);
      if (message.kind === 'read') reading?.resolve(message.report);
      if (message.kind === 'failed') reading?.reject(new Error(message.why));
    }
  }

  async #answer(hash: string): Promise<void> {
    const text = await this.#source.text(hash).catch(() => undefined);
    this.#tell({ kind: 'text', hash, text });
  }

  #breakOff(): void {
    this.#broken = new Error('What reads recordings does not start in this browser. Reload the page.');
    for (const { reject } of this.#readings.values()) reject(this.#broken);
    this.#readings.clear();
  }

  #tell(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
