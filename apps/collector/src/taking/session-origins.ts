import { hash, timingSafeEqual } from 'node:crypto';
import { type Client, findSessionOrigins, type SessionKey, type SessionOrigin, StoreError } from '@falter/store';
import { WireError } from '@falter/wire';
import { Recent } from '../recent.ts';
import { type StoreHealth, within } from '../storing/store-health.ts';
import { Together } from '../together.ts';
import { NewSessions } from './new-sessions.ts';

/**
 * Inflated bytes of a session's recording. Usual ones have 0.4 MB. Detector and viewer read a recording whole: 486 MB took the
 * detector 1.7 GB, and one visitor of bad will must not be able to take the memory that detects for all.
 */
export const SESSION_MAX_BYTES: number = 128 * 1024 * 1024;

/** Sessions kept in memory: ~200 bytes each. */
const REMEMBERED = 50_000;

/** Tabs of a session whose batches are counted here; a session with more is no usual visit. */
const COUNTED_TABS = 32;

/** A session as this collector knows it. */
export class KnownSession implements SessionOrigin {
  firstSeenAt: number;
  secret: string;
  bytes: number;
  /** Whether the store was not asked yet whose it is: it was away when the session's first batch came. */
  provisional: boolean;
  /** Highest sequence number taken in, by tab; undefined where the store may hold what this collector never saw. */
  readonly #taken: Map<string, number> | undefined;

  constructor(
    origin: SessionOrigin,
    { allCameHere = false, provisional = false }: { allCameHere?: boolean; provisional?: boolean } = {},
  ) {
    this.firstSeenAt = origin.firstSeenAt;
    this.secret = origin.secret;
    this.bytes = origin.bytes;
    this.provisional = provisional;
    this.#taken = allCameHere ? new Map() : undefined;
  }

  /** Whether the store cannot hold this batch: pages count up, so most batches spare it the question. Asked once a batch. */
  isNew({ tab, seq }: { tab: string; seq: number }): boolean {
    const before = this.#taken?.get(tab) ?? -1;
    if (!this.#taken || seq <= before || (before < 0 && this.#taken.size >= COUNTED_TABS)) return false;
    // Before it is written, not after: a write that failed may have stored it all the same.
    this.#taken.set(tab, seq);
    return true;
  }

  /** What the store says of it, now that it can be asked. */
  settle(stored: SessionOrigin | undefined): void {
    this.provisional = false;
    if (!stored) return;
    this.firstSeenAt = stored.firstSeenAt;
    this.secret = stored.secret;
    this.bytes += stored.bytes;
  }
}

export interface ClaimOptions {
  /** Nothing shall be added, so it may be as large as it is. */
  anySize?: boolean;
  /** Whoever asks may begin as many sessions as he likes: an import. */
  welcome?: boolean;
}

export interface OriginParts {
  store: Client;
  health: StoreHealth;
  /** No other collector writes into this store. */
  alone: boolean;
  /** Whether batches can wait until the store can be asked: then a session may begin without it. */
  patient: boolean;
  newcomers?: NewSessions;
}

/** When each session began and whose it is: decided by its first batch, looked up in the store ever after. */
export class SessionOrigins {
  readonly #parts: OriginParts;
  readonly #stored: Together<SessionKey, SessionOrigin | undefined>;
  readonly #known = new Recent<KnownSession | Promise<KnownSession>>(REMEMBERED);
  readonly #newcomers: NewSessions;

  constructor(parts: OriginParts) {
    this.#parts = parts;
    this.#newcomers = parts.newcomers ?? new NewSessions();
    this.#stored = new Together((keys) => findSessionOrigins(parts.store, keys));
  }

  /** A session of which a batch waits in the spool from before this start. */
  recall({ project, session, ...origin }: SessionKey & SessionOrigin): void {
    const name = `${project}:${session}`;
    if (!this.#known.get(name)) {
      this.#known.set(name, new KnownSession(origin, { provisional: true }));
    }
  }

  /**
   * At once where it is known. The caller adds to `bytes` what it stores.
   * @throws WireError `wrong_secret` when the session belongs to someone else, `too_large` when it has no room left,
   * `too_many_sessions` when it is one of too many new ones;
   * StoreError when nobody can tell.
   */
  claim(
    key: SessionKey,
    secret: string,
    { anySize = false, welcome = false }: ClaimOptions = {},
  ): KnownSession | Promise<KnownSession> {
    const name = `${key.project}:${key.session}`;
    const mine = { secret: hash('sha256', secret, 'hex'), anySize };
    const known = this.#known.get(name);
    if (known instanceof KnownSession && !known.provisional) return allow(known, mine);
    if (!known && !welcome) this.#newcomers.refuseCrowd(key.project);
    return this.#settled(key, known ?? this.#remember(name, this.#begin(key, mine.secret)), mine);
  }

  #remember(name: string, asked: Promise<KnownSession>): Promise<KnownSession> {
    this.#known.set(name, asked);
    asked.then(
      (known) => this.#known.get(name) === asked && this.#known.set(name, known),
      () => this.#known.delete(name),
    );
    return asked;
  }

  async #settled(key: SessionKey, known: KnownSession | Promise<KnownSession>, mine: Claim): Promise<KnownSession> {
    const origin = await known;
    if (origin.provisional) await this.#confirm(key, origin);
    return allow(origin, mine);
  }

  /** Whoever comes first while the store is away has the session for now; the drain finds out if that was wrong. */
  async #begin(key: SessionKey, secret: string): Promise<KnownSession> {
    const fresh = { firstSeenAt: Date.now(), secret, bytes: 0 };
    const found = await this.#ask(key);
    if (found === 'nobody' || !found) this.#newcomers.count(key.project);
    if (found === 'nobody') return new KnownSession(fresh, { provisional: true });
    return new KnownSession(found ?? fresh, { allCameHere: this.#parts.alone && !found });
  }

  async #confirm(key: SessionKey, origin: KnownSession): Promise<void> {
    const found = await this.#ask(key);
    if (found !== 'nobody' && origin.provisional) origin.settle(found);
  }

  /** @throws StoreError only where nothing can wait */
  async #ask(key: SessionKey): Promise<SessionOrigin | undefined | 'nobody'> {
    const { patient, health } = this.#parts;
    if (!patient) return this.#stored.ask(key);
    return health.away
      ? 'nobody'
      : within(this.#stored.ask(key), health.slowMs, 'nobody' as const).catch(() => 'nobody');
  }
}

interface Claim {
  /** SHA-256, hex. */
  secret: string;
  anySize: boolean;
}

/** @throws WireError `wrong_secret`, `too_large`; StoreError */
function allow(origin: KnownSession, { secret, anySize }: Claim): KnownSession {
  if (!timingSafeEqual(Buffer.from(origin.secret), Buffer.from(secret))) {
    // Which of the two began it only the store knows: the one that is told "later" keeps what it has.
    if (origin.provisional) throw new StoreError('unavailable', 'nobody can tell yet whose session it is.');
    throw new WireError('wrong_secret', 'this session was begun by someone else. Begin a new session.');
  }
  if (anySize || origin.bytes < SESSION_MAX_BYTES) return origin;
  throw new WireError('too_large', `this session has over ${SESSION_MAX_BYTES} bytes. Begin a new session.`);
}
