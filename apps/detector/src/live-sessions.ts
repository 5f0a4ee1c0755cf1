import type { SessionKey } from '@falter/store';
import { type OpenSession, openSession, type ReadFrom } from './open-session.ts';
import { nameOf } from './session-name.ts';
import { isClosed, readingOf, readWhole, type SessionReading } from './session-reading.ts';

/**
 * Characters of event lines of all sessions that are kept together; what is kept of them takes about one and a half bytes each
 * (`npm run bench -- detect-memory`). Who has not been looked at for longest is read again from the store when something comes.
 */
const KEPT_CHARS: number = 128 * 1024 * 1024;

/** Characters of what every session has: its maps and names. */
const LEAST_CHARS = 4_096;

/** Milliseconds that a style sheet may come after the batch that shows it. Until then its session is read from the beginning. */
const SHEETS_COME_MS = 30_000;

/**
 * What is known of sessions that go on, so that a look reads only what is new: as much as there is room for. All of it can be had from
 * the store again; whoever is closed is read from there once more, whatever was kept.
 */
export class LiveSessions {
  readonly #room: number;
  readonly #kept: Map<string, OpenSession> = new Map();
  #chars = 0;

  constructor(roomChars: number = KEPT_CHARS) {
    this.#room = roomChars;
  }

  get size(): number {
    return this.#kept.size;
  }

  /** The session's recording as it is in the store now. Undefined when there is none. @throws StoreError */
  async read(from: ReadFrom, now: number): Promise<SessionReading | undefined> {
    const name = nameOf(from.key);
    const kept = this.#kept.get(name);
    this.#forget(name);
    const isGoing = kept !== undefined && (await kept.readOn(from)) === 'read' && !isClosed(kept.facts, now);
    const open = isGoing ? kept : await openSession(from);
    if (!open) return readWhole(from, now);
    const reading = await readingOf(open, from, now);
    const lacksSheet = now - open.lackingAt < SHEETS_COME_MS;
    if (reading && !reading.closed && !lacksSheet && !open.isUnwieldy) this.#keep(name, open);
    return reading;
  }

  /** Batches came. One that others were read without makes what is kept of its session useless. */
  came(key: SessionKey, batches: readonly { tab: string; seq: number }[]): void {
    const open = this.#kept.get(nameOf(key));
    if (open && batches.some((batch) => open.isLate(batch))) this.forget(key);
  }

  forget(key: SessionKey): void {
    this.#forget(nameOf(key));
  }

  /** Forgets all of it: others may have gone on with these sessions. */
  clear(): void {
    this.#kept.clear();
    this.#chars = 0;
  }

  #keep(name: string, open: OpenSession): void {
    if (sizeOf(open) > this.#room / 2) return;
    this.#kept.set(name, open);
    this.#chars += sizeOf(open);
    for (const oldest of this.#kept.keys()) {
      if (this.#chars <= this.#room) return;
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    const open = this.#kept.get(name);
    if (!open) return;
    this.#kept.delete(name);
    this.#chars -= sizeOf(open);
  }
}

function sizeOf({ chars }: OpenSession): number {
  return LEAST_CHARS + chars;
}
