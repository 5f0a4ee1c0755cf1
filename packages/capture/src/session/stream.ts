import { SEQ_MAX } from '@falter/wire';
import { toJson } from '../host/json.ts';
import { readObject, type Store } from '../host/store.ts';
import { newId } from './ids.ts';
import { isId, type Session } from './session.ts';

/** The batches of one session in one tab: who they belong to, the next number, and the counters that never go back. */
export interface Stream {
  session: string;
  secret: string;
  tab: string;
  /** Number of the next batch. */
  seq: number;
  dropped: number;
  faults: number;
  /** Errors of the page sent so far; they are limited per session. */
  errors: number;
  /** Notes of the page and words of the site sent so far; they are limited per session, too. */
  notes: number;
}

/**
 * Takes over this tab's stream from the document before it. sessionStorage holds it like a baton: a document puts it down
 * when it leaves and picks it up when it starts. Browsers copy sessionStorage into a duplicated tab or a window.open, so a
 * baton that nobody put down belongs to a living document (or to a crashed one): then this is another tab, with its own
 * id. Two documents therefore never number batches under the same tab.
 */
export function openStream(store: Store, name: string, session: Session): Stream {
  const left = readObject(store, name);
  const mine = left?.open === false && isId(left.tab) && counts(left) ? left : undefined;
  const sameSession = mine?.session === session.id ? mine : undefined;
  const stream = {
    ...startStream(mine ? String(mine.tab) : newId(), session),
    ...(sameSession && {
      seq: Number(sameSession.seq),
      dropped: Number(sameSession.dropped),
      faults: Number(sameSession.faults),
      errors: Number(sameSession.errors),
      notes: Number(sameSession.notes),
    }),
  };
  write(store, name, stream, true);
  return stream;
}

/** Whether a living document holds this tab's baton, as far as anybody can tell. */
export function isTaken(store: Store, name: string): boolean {
  return readObject(store, name)?.open === true;
}

/** A stream's first state: nothing sent, nothing lost. */
export function startStream(tab: string, session: Session): Stream {
  return { session: session.id, secret: session.secret, tab, seq: 0, dropped: 0, faults: 0, errors: 0, notes: 0 };
}

/** Puts the baton down for this tab's next document. After this the stream numbers no batch any more. */
export function closeStream(store: Store, name: string, stream: Stream): void {
  write(store, name, stream, false);
}

function counts(left: Record<string, unknown>): boolean {
  const all = [left.seq, left.dropped, left.faults, left.errors, left.notes].every(
    (n) => Number.isSafeInteger(n) && Number(n) >= 0,
  );
  return all && Number(left.seq) < SEQ_MAX;
}

function write(store: Store, name: string, stream: Stream, open: boolean): void {
  const { tab, session, seq, dropped, faults, errors, notes } = stream;
  store.write(name, toJson({ tab, session, seq, dropped, faults, errors, notes, open }));
}
