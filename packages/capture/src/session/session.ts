import { ID_PATTERN, SESSION_IDLE_MS, SESSION_MAX_MS } from '@falter/wire';
import { toJson } from '../host/json.ts';
import { readObject, type Store } from '../host/store.ts';
import { newId } from './ids.ts';

/** A visit, shared by all tabs of an origin. Times in epoch milliseconds of the page's clock. */
export interface Session {
  id: string;
  /** Who does not know it cannot append to the recording. */
  secret: string;
  start: number;
  /** Last time the visitor did something, in any tab. */
  last: number;
  /** Somebody may want to see it (`when: 'struggle'`): all its pages and tabs record on. */
  wanted?: boolean;
  /** The collector was told to erase it: nothing more of it is recorded, on any page. */
  erased?: boolean;
}

/** Writing the clock at every key press would cost more than it tells: 5 s are nothing beside 30 min. */
const TOUCH_EVERY_MS = 5_000;

/** A session goes on while the visitor was there within 30 min and it is younger than 24 h. Also ends on a leaping clock. */
export function isLive(session: Session, now: number): boolean {
  return Math.abs(now - session.last) <= SESSION_IDLE_MS && Math.abs(now - session.start) <= SESSION_MAX_MS;
}

/** The stored session, live or not. */
export function readSession(store: Store, name: string): Session | undefined {
  const { id, secret, start, last, wanted, erased } = readObject(store, name) ?? {};
  const known = isId(id) && isId(secret) && Number.isFinite(start) && Number.isFinite(last);
  if (!known) return undefined;
  const marks = { ...(wanted === true && { wanted }), ...(erased === true && { erased }) };
  return { id, secret, start: start as number, last: last as number, ...marks };
}

export function isId(value: unknown): value is string {
  return typeof value === 'string' && ID_PATTERN.test(value);
}

/** The live session that all tabs share, or a new one. Opening is not activity: a page that reloads itself ends too. */
export function openSession(store: Store, name: string, now: number): Session {
  const stored = readSession(store, name);
  if (stored && isLive(stored, now)) return stored;
  const fresh = { id: newId(), secret: newId(), start: now, last: now };
  store.write(name, toJson(fresh));
  return fresh;
}

/**
 * The visitor did something at `now`: extends `mine`, or gives the session that replaced it. A store that the site emptied
 * (many do at logout) is filled again, because the visit goes on.
 */
export function touchSession(store: Store, name: string, mine: Session, now: number): Session {
  const stored = readSession(store, name);
  if (!stored && isLive(mine, now)) return save(store, name, { ...mine, last: now });
  const session = openSession(store, name, now);
  return now - session.last < TOUCH_EVERY_MS ? session : save(store, name, { ...session, last: now });
}

/** Marks a session for all tabs; nothing where another one has begun. */
export function markSession(store: Store, name: string, mine: Session): Session {
  const stored = readSession(store, name);
  return stored && stored.id !== mine.id ? mine : save(store, name, { ...stored, ...mine });
}

function save(store: Store, name: string, session: Session): Session {
  store.write(name, toJson(session));
  return session;
}
