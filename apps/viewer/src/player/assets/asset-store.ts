import { Lanes } from './lanes.ts';

/** Where assets come from. Both reject when they cannot be had. */
export interface AssetSource {
  /** The bytes of an asset as text. */
  text(hash: string): Promise<string>;
  /** Whether it is stored, without its bytes. */
  has(hash: string): Promise<boolean>;
}

/** At once, as many as a browser asks one server over HTTP/1.1. */
const AT_ONCE = 6;

/** Assets of one recording, at most. Real pages have some dozens; ten thousand would be an attack on whoever looks. */
const ASKED_MAX = 2_000;

/** Milliseconds that pictures are asked about after all texts are here; what is not known by then is taken to be there. */
const PICTURES_MAX_MS = 2_000;

/** What one recording needs of the store: each asset asked for once, a few at a time. */
export class AssetStore {
  readonly #source: AssetSource;
  readonly #lanes: Lanes = new Lanes(AT_ONCE);
  readonly #texts = new Map<string, Promise<void>>();
  readonly #files = new Map<string, Promise<void>>();
  readonly #known = new Map<string, string>();
  readonly #absent = new Set<string>();

  constructor(source: AssetSource) {
    this.#source = source;
  }

  /** An event refers to this text: it has to be here before the event is replayed. */
  needText(hash: string): void {
    if (this.#texts.has(hash) || this.#texts.size >= ASKED_MAX) return;
    this.#texts.set(
      hash,
      this.#ask(hash, async () => void this.#known.set(hash, await this.#source.text(hash))),
    );
  }

  /** A page showed this file: is it there? */
  needFile(hash: string): void {
    if (this.#files.has(hash) || this.#files.size >= ASKED_MAX) return;
    const look = async (): Promise<void> => void ((await this.#source.has(hash)) || this.#absent.add(hash));
    this.#files.set(hash, this.#ask(hash, look));
  }

  /** Resolves when all texts are here or known to be missing. Never rejects: what cannot be had is a gap. */
  async ready(): Promise<void> {
    await Promise.all(this.#texts.values());
    let timer: ReturnType<typeof setTimeout> | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PICTURES_MAX_MS);
    });
    await Promise.race([Promise.all(this.#files.values()), enough]);
    clearTimeout(timer);
  }

  /** The text, once `ready`; undefined where it could not be had. */
  textOf(hash: string): string | undefined {
    return this.#known.get(hash);
  }

  /** Whether a file that a page showed is known to be missing. */
  isAbsent(hash: string): boolean {
    return this.#absent.has(hash);
  }

  #ask(hash: string, work: () => Promise<void>): Promise<void> {
    return this.#lanes.run(work).catch(() => void this.#absent.add(hash));
  }
}
