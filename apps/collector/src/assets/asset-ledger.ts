import { type AssetKey, areAssetsStored, type Client, listNewestAssets, type SessionKey } from '@falter/store';
import { Recent } from '../recent.ts';
import type { StoreHealth } from '../storing/store-health.ts';
import { Together } from '../together.ts';
import { AssetAllowance, type AssetLimits } from './asset-allowance.ts';
import { AssetAsks, type AssetOfSession } from './asset-asks.ts';

/** Assets of which it is remembered that they are stored: ~150 bytes each. */
const REMEMBERED = 100_000;

/** Milliseconds after which that is looked up again: another collector may have swept it. */
const SURE_MS = 3_600_000;

/** Milliseconds for which the store's no is believed: another collector may have stored it. */
const ABSENT_MS = 10_000;

/** Questions to the store that may be under way. */
const LOOKING_MAX = 10_000;

export interface LedgerParts {
  store: Client;
  health: StoreHealth;
  limits?: Partial<AssetLimits> | undefined;
}

/** A batch, and what it names. */
interface Naming extends SessionKey {
  assets?: readonly string[];
}

/**
 * Which assets the store has, as far as is known here, and which of the others are asked for. No batch waits for the store because of
 * it: what is not known is looked up beside the work, and as long as nobody can tell, an asset counts as one that is lacking.
 */
export class AssetLedger {
  readonly #health: StoreHealth;
  readonly #stored = new Recent<number>(REMEMBERED);
  readonly #absent = new Recent<number>(REMEMBERED);
  readonly #looking: Set<string> = new Set();
  readonly #lookUps: Together<AssetKey, boolean>;
  readonly asks: AssetAsks = new AssetAsks();
  readonly allowance: AssetAllowance;

  constructor({ store, health, limits }: LedgerParts) {
    this.#health = health;
    this.allowance = new AssetAllowance(limits);
    this.#lookUps = new Together((keys) => areAssetsStored(store, keys));
    // What could not be read at the start is looked up one by one.
    listNewestAssets(store, REMEMBERED).then(
      (keys) => {
        for (const key of keys.toReversed()) this.stored(key);
      },
      () => {},
    );
  }

  /** Looks up what this batch names and nobody here knows. Nobody waits for it. */
  look({ project, assets = [] }: Naming, now: number = performance.now()): void {
    if (this.#health.away) return;
    for (const hash of assets) {
      const key = { project, hash };
      const name = nameOf(key);
      const sure = now - (this.#stored.get(name) ?? Number.NEGATIVE_INFINITY) < SURE_MS;
      const absent = now - (this.#absent.get(name) ?? Number.NEGATIVE_INFINITY) < ABSENT_MS;
      if (sure || absent || this.#looking.has(name) || this.#looking.size >= LOOKING_MAX) continue;
      this.#looking.add(name);
      void this.#lookUp(key);
    }
  }

  /** What is lacking of a batch that is durable, and is to be sent by its page. `always`: whoever else was asked. */
  ask({ project, session, assets = [] }: Naming, { always }: { always: boolean }): string[] {
    // Nobody can tell, and nobody could store it: the next visitor is asked.
    if (this.#health.away) return [];
    return assets.filter((hash) => {
      if (this.isStored({ project, hash })) return false;
      if (!always && !this.allowance.hasRoom(project)) return false;
      return this.asks.ask({ project, session, hash }, { always });
    });
  }

  isStored(key: AssetKey): boolean {
    return this.#stored.get(nameOf(key)) !== undefined;
  }

  /** It is in the store. */
  stored(key: AssetKey): void {
    const name = nameOf(key);
    this.#stored.set(name, performance.now());
    this.#absent.delete(name);
    this.asks.end(key);
  }

  /** It was swept. */
  forget(key: AssetKey): void {
    this.#stored.delete(nameOf(key));
  }

  /** It was not delivered: the next who has it is asked at once. */
  failed(of: AssetOfSession, { lied }: { lied: boolean }): void {
    this.asks.failed(of, { lied });
  }

  async #lookUp(key: AssetKey): Promise<void> {
    const name = nameOf(key);
    try {
      if (await this.#lookUps.ask(key)) return this.stored(key);
      this.#stored.delete(name);
      this.#absent.set(name, performance.now());
    } catch {
      // Whoever writes to the store hears of it; here the asset stays unknown.
    } finally {
      this.#looking.delete(name);
    }
  }
}

function nameOf({ project, hash }: AssetKey): string {
  return `${project}:${hash}`;
}
