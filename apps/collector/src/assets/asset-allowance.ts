const DAY_MS = 86_400_000;

/** What a project may store of assets on one day (UTC): a write key stands in every page, so anybody can send any. */
export interface AssetLimits {
  count: number;
  /** Before compression. */
  bytes: number;
}

/** A large shop has some thousand pictures a day that are new. */
export const ASSET_LIMITS: Readonly<AssetLimits> = { count: 20_000, bytes: 2_000_000_000 };

/** Counts what each project stored today, in memory: who starts anew begins anew. */
export class AssetAllowance {
  readonly #limits: AssetLimits;
  readonly #used: Map<string, AssetLimits> = new Map();
  #day = 0;

  constructor(limits: Partial<AssetLimits> = {}) {
    this.#limits = { ...ASSET_LIMITS, ...limits };
  }

  /** Whether anything more is taken today. `now` in epoch milliseconds. */
  hasRoom(project: string, now: number = Date.now()): boolean {
    const { count, bytes } = this.#today(project, now);
    return count < this.#limits.count && bytes < this.#limits.bytes;
  }

  add(project: string, bytes: number, now: number = Date.now()): void {
    const used = this.#today(project, now);
    this.#used.set(project, { count: used.count + 1, bytes: used.bytes + bytes });
  }

  #today(project: string, now: number): AssetLimits {
    const day = Math.floor(now / DAY_MS);
    if (day !== this.#day) this.#used.clear();
    this.#day = day;
    return this.#used.get(project) ?? { count: 0, bytes: 0 };
  }
}
