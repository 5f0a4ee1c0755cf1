import type { AssetKey, SessionKey } from '@falter/store';
import { Recent } from '../recent.ts';

/** An asset as a session was asked for it. */
export interface AssetOfSession extends SessionKey, AssetKey {}

/** Milliseconds for which others are not asked: a page sends what it was asked for while nothing else is to be done. */
export const DELIVERY_MS = 15_000;

/** Who is asked at once where those who were asked before never delivered: 1, then 2, 4 and no more than 8. */
const AT_ONCE_MAX = 8;

/** Assets that somebody was asked for, and pairs of session and asset, in memory: ~200 bytes each. */
const ASKS_MAX = 20_000;
const GRANTS_MAX = 50_000;

/** Assets that one session is asked for, at most. Large sites have some hundred. */
const SESSION_ASKS_MAX = 1_000;

interface Ask {
  /** Until when nobody else is asked, milliseconds. */
  until: number;
  /** How many more are asked in this round. */
  more: number;
  rounds: number;
}

/**
 * Who was asked for which asset: ten visitors who come at once must not all send it, one who never delivers must not keep it from the
 * store, and what nobody was asked for is not taken. Bounded, whatever pages name.
 */
export class AssetAsks {
  readonly #asks = new Recent<Ask>(ASKS_MAX);
  readonly #granted = new Recent<'asked' | 'lied'>(GRANTS_MAX);
  readonly #ofSession = new Recent<number>(GRANTS_MAX);

  /** Whether this session shall send it. `now` in milliseconds of a clock that nobody sets. */
  ask(of: AssetOfSession, { always, now = performance.now() }: { always: boolean; now?: number }): boolean {
    const session = sessionOf(of);
    const count = this.#ofSession.get(session) ?? 0;
    if (!always && (count >= SESSION_ASKS_MAX || this.#granted.get(grantOf(of)) === 'lied')) return false;
    if (!always && !this.#isOpen(of, now)) return false;
    this.#ofSession.set(session, count + 1);
    this.#granted.set(grantOf(of), 'asked');
    return true;
  }

  #isOpen(of: AssetOfSession, now: number): boolean {
    const name = assetOf(of);
    const ask = this.#asks.get(name);
    if (ask && now < ask.until) return ask.more-- > 0;
    const rounds = (ask?.rounds ?? -1) + 1;
    const more = Math.min(2 ** rounds, AT_ONCE_MAX) - 1;
    this.#asks.set(name, { until: now + DELIVERY_MS, more, rounds });
    return true;
  }

  /** Whether this session was asked for it, and has not lied about it. */
  wasAsked(of: AssetOfSession): boolean {
    return this.#granted.get(grantOf(of)) === 'asked';
  }

  /** Whether anybody was asked for it here, or this session has lied about it. */
  isKnown(of: AssetOfSession): boolean {
    return this.#asks.get(assetOf(of)) !== undefined || this.#granted.get(grantOf(of)) !== undefined;
  }

  /** It was not delivered: the next who has it is asked, and who lied about it never again. */
  failed(of: AssetOfSession, { lied }: { lied: boolean }): void {
    const ask = this.#asks.get(assetOf(of));
    if (ask) ask.until = Number.NEGATIVE_INFINITY;
    if (lied) this.#granted.set(grantOf(of), 'lied');
  }

  /** It is stored: nobody has to be asked any more. */
  end(key: AssetKey): void {
    this.#asks.delete(assetOf(key));
  }
}

function assetOf({ project, hash }: AssetKey): string {
  return `${project}:${hash}`;
}

function sessionOf({ project, session }: SessionKey): string {
  return `${project}:${session}`;
}

function grantOf({ project, session, hash }: AssetOfSession): string {
  return `${project}:${session}:${hash}`;
}
