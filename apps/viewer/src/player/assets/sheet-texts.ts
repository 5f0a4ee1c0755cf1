import { Lanes } from './lanes.ts';

/** At once, as many as a browser asks one server over HTTP/1.1. */
const AT_ONCE = 6;

/** Texts of one recording, at most. Real pages have some dozens; ten thousand would be an attack on whoever looks. */
const ASKED_MAX = 2_000;

/** The texts that a recording refers to: each asked for once, a few at a time. */
export class SheetTexts {
  readonly #read: (hash: string) => Promise<string>;
  readonly #lanes: Lanes = new Lanes(AT_ONCE);
  readonly #asked = new Map<string, Promise<void>>();
  readonly #known = new Map<string, string>();

  /** @param read the bytes of an asset as text; rejects when they cannot be had. */
  constructor(read: (hash: string) => Promise<string>) {
    this.#read = read;
  }

  /** An event refers to this text: it has to be here before the event is replayed. */
  need(hash: string): void {
    if (this.#asked.has(hash) || this.#asked.size >= ASKED_MAX) return;
    const ask = async (): Promise<void> => void this.#known.set(hash, await this.#read(hash));
    this.#asked.set(
      hash,
      this.#lanes.run(ask).catch(() => {}),
    );
  }

  /** Resolves when all texts are here or known to be missing. Never rejects: what cannot be had is a gap. */
  async ready(): Promise<void> {
    await Promise.all(this.#asked.values());
  }

  /** The text, once `ready`; undefined where it could not be had. */
  textOf(hash: string): string | undefined {
    return this.#known.get(hash);
  }
}
