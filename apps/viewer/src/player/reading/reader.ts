import type { FromWorker, RangeMessage, ToWorker } from './messages.ts';
import type { Hands } from './moment-first.ts';
import type { RangeReport } from './run.ts';

/** Where the texts of a recording come from. */
export interface ReaderSource {
  /** The bytes of an asset as text; rejects when they cannot be had. */
  text(hash: string): Promise<string>;
  /** The address of an asset. */
  addressOf(hash: string): string;
}

/** A range to read: its lines as they stream in, and whether anybody still wants them. */
export interface Reading {
  range: RangeMessage;
  lines: ReadableStream<Uint8Array<ArrayBuffer>>;
  alive: AbortSignal;
}

interface Pending {
  hands: Hands;
  resolve(report: RangeReport): void;
  reject(cause: unknown): void;
}

/** What reads a range and makes stretches of it: the worker, or in tests whatever does the same. */
export interface RangeReader {
  read(reading: Reading, hands: Hands): Promise<RangeReport>;
}

/** The worker that parses and sanitises, as the page sees it. */
export class Reader implements RangeReader {
  readonly #source: ReaderSource;
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #last = 0;
  #broken: Error | undefined;

  constructor(source: ReaderSource) {
    this.#source = source;
    this.#worker = new Worker(new URL('./reading-worker.ts', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#hear(data));
    this.#worker.addEventListener('error', () => this.#breakOff());
  }

  /** Reads a range; the stretches come as they are done. What nobody wants any more is dropped in the worker as well. */
  read({ range, lines, alive }: Reading, hands: Hands): Promise<RangeReport> {
    if (this.#broken) return Promise.reject(this.#broken);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { hands, resolve, reject });
      this.#tell({ kind: 'range', id, range, assets: this.#source.addressOf('HASH') });
      alive.addEventListener('abort', () => this.#drop(id, alive.reason), { once: true });
      void this.#feed(id, lines);
    });
  }

  close(): void {
    this.#worker.terminate();
  }

  /** The worker reads what is here while the rest is still under way. */
  async #feed(id: number, lines: Reading['lines']): Promise<void> {
    try {
      for (const reader = lines.getReader(); ; ) {
        const { done, value } = await reader.read();
        if (done) break;
        this.#tell({ kind: 'bytes', id, bytes: value }, [value.buffer]);
      }
      this.#tell({ kind: 'end', id });
    } catch (cause) {
      this.#drop(id, cause);
    }
  }

  #drop(id: number, cause: unknown): void {
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    this.#pending.delete(id);
    this.#tell({ kind: 'drop', id });
    pending.reject(cause);
  }

  #hear(message: FromWorker): void {
    if (message.kind === 'need') return void this.#answer(message.hash);
    const pending = this.#pending.get(message.id);
    if (message.kind === 'stretch') pending?.hands.stretch(message.stretch, message.chars);
    else if (message.kind === 'still') void this.#show(message, pending);
    else this.#pending.delete(message.id);
    if (message.kind === 'read') pending?.resolve(message.report);
    if (message.kind === 'failed') pending?.reject(new Error(message.why));
  }

  async #show({ id, still }: FromWorker & { kind: 'still' }, pending: Pending | undefined): Promise<void> {
    await pending?.hands.still(still);
    this.#tell({ kind: 'shown', id });
  }

  async #answer(hash: string): Promise<void> {
    const text = await this.#source.text(hash).catch(() => undefined);
    this.#tell({ kind: 'text', hash, text });
  }

  #breakOff(): void {
    this.#broken = new Error('What reads recordings does not start in this browser. Reload the page.');
    for (const { reject } of this.#pending.values()) reject(this.#broken);
    this.#pending.clear();
  }

  #tell(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
