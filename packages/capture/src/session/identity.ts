import type { Store } from '../host/store.ts';
import { newId } from './ids.ts';
import { isLive, markSession, openSession, readSession, touchSession } from './session.ts';
import { closeStream, isTaken, openStream, type Stream, startStream } from './stream.ts';

/** Under whose name events are recorded right now: session, tab and page. */
export interface Identity {
  readonly stream: Stream;
  /** Id of this document as one view of it: a new one for each session and each return from the back/forward cache. */
  readonly page: string;
  /** False once the session has ended, here and in every other tab: nobody is there to be recorded. */
  alive(now: number): boolean;
  /** Number of the first batch of this document in its stream: those before are its predecessors'. */
  readonly first: number;
  /** Somebody may want to see this session, as this or another tab has noticed. */
  readonly wanted: boolean;
  want(): void;
  /** The session was erased: not alive any more, in no tab. */
  erase(): void;
  /** When the visitor was last noticed in this page, to the second. */
  readonly seen: number;
  /** The visitor did something; looks once a second. True when that begins another session, in which nothing is recorded yet. */
  touch(now: number): boolean;
  /** Another document uses this tab's id: goes on under a new one. */
  moveTab(): void;
  /** The document leaves; the next one in this tab takes over. */
  leave(): void;
  /** Whether the document that was shown meanwhile still says that it is there. */
  isTaken(): boolean;
  /** False between `leave` and `comeBack`: the tab belongs to another document. */
  readonly present: boolean;
  /** The document returns from the back/forward cache, after others recorded in this tab. */
  comeBack(now: number): void;
}

/** The two browser stores that carry an identity from document to document. */
export interface Stores {
  /** Shared by all tabs of the origin. */
  shared: Store;
  /** This tab's own. */
  tab: Store;
}

/** The store is not asked again for this long, at mouse moves for the session and at ticks of a page whose session is dead. */
const ASK_AGAIN_MS = 1_000;

/** The name under which both browser stores keep what is ours. Two projects on one origin are two sessions. */
export function storeName(key: string): string {
  return `falter:${key}`;
}

export function createIdentity({ shared, tab }: Stores, key: string, now: number): Identity {
  const name = storeName(key);
  let session = openSession(shared, name, now);
  let stream = openStream(tab, name, session);
  let first = stream.seq;
  let page = newId();
  let present = true;
  let asked = Number.NEGATIVE_INFINITY;
  let touched = Number.NEGATIVE_INFINITY;
  return {
    get stream() {
      return stream;
    },
    get page() {
      return page;
    },
    alive(at) {
      if (isLive(session, at)) return session.erased !== true;
      if (Math.abs(at - asked) < ASK_AGAIN_MS) return false;
      asked = at;
      const stored = readSession(shared, name);
      if (stored?.id !== session.id || !isLive(stored, at)) return false;
      session = stored;
      return session.erased !== true;
    },
    get first() {
      return first;
    },
    get wanted() {
      return session.wanted === true;
    },
    want() {
      session = markSession(shared, name, { ...session, wanted: true });
    },
    erase() {
      session = markSession(shared, name, { ...session, erased: true });
    },
    get seen() {
      return touched;
    },
    touch(at) {
      if (Math.abs(at - touched) < ASK_AGAIN_MS) return false;
      touched = at;
      const before = session.id;
      session = touchSession(shared, name, session, at);
      if (session.id === before) return false;
      stream = startStream(stream.tab, session);
      first = 0;
      page = newId();
      return true;
    },
    moveTab() {
      stream.tab = newId();
      stream.seq = first = 0;
      page = newId();
    },
    leave() {
      // Whoever leaves twice would put down, under an old number, what another holds.
      if (present) closeStream(tab, name, stream);
      present = false;
    },
    get present() {
      return present;
    },
    isTaken: () => isTaken(tab, name),
    comeBack(at) {
      present = true;
      session = openSession(shared, name, at);
      stream = openStream(tab, name, session);
      first = stream.seq;
      page = newId();
    },
  };
}
