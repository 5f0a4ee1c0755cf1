import { type Reading, readParts, readSession, withOriginals } from '@falter/detector';
import { type Client, type RecordingBatch, readRecording, type SessionKey } from '@falter/store';
import { FLUSH_AFTER_CLICK_MS, SESSION_IDLE_MS, SESSION_MAX_MS } from '@falter/wire';
import { expandBatches } from './expand-batches.ts';
import { OpenSession, openSession, type ReadFrom } from './open-session.ts';
import { originalsOf } from './originals.ts';
import { type BatchFacts, SessionFacts } from './session-facts.ts';
import { toTabs } from './tabs.ts';

/** Milliseconds that a batch may be on its way: what a page recorded that long ago is here, or there was nothing. */
const TRAVEL_MS = 300;

/** A session's recording as it was read, and what its batches say of it. */
export interface SessionReading {
  reading: Reading;
  facts: SessionFacts;
  /** The batch that came last. */
  last: BatchFacts;
  /** Nothing more will come. */
  closed: boolean;
}

/**
 * Reads a session's recording, without judging it: part by part, so that a long one is never in memory as a whole, unless its clock goes
 * back. Undefined when there is none. `now` is the server's time in epoch milliseconds. @throws StoreError; SyntaxError when what is stored is no JSON
 */
export async function readStoredSession(from: ReadFrom, now: number): Promise<SessionReading | undefined> {
  const open = await openSession(from);
  return open ? readingOf(open, from, now) : readWhole(from, now);
}

/** What an open session tells now. */
export function readingOf(
  { facts, parts }: OpenSession,
  from: ReadFrom,
  now: number,
): Promise<SessionReading | undefined> {
  return finish(facts, { ...from, now, read: (options) => readParts(parts, options) });
}

/** Reads a session whose parts only make sense together. */
export async function readWhole(from: ReadFrom, now: number): Promise<SessionReading | undefined> {
  return readTogether(from, await readRecording(from.store, from.key), now);
}

/** Reads a session of which all batches are here, by tab and sequence. */
export async function readBatches(
  from: ReadFrom,
  batches: readonly RecordingBatch[],
  now: number,
): Promise<SessionReading | undefined> {
  const open = new OpenSession();
  return (await open.take(from, batches)) === 'read' ? readingOf(open, from, now) : readTogether(from, batches, now);
}

async function readTogether(
  from: ReadFrom,
  batches: readonly RecordingBatch[],
  now: number,
): Promise<SessionReading | undefined> {
  const { store, key } = from;
  const facts = new SessionFacts();
  for (const batch of batches) facts.add(batch);
  const whole = await expandBatches(store, { project: key.project, batches });
  return finish(facts, { ...from, now, read: (options) => readSession(toTabs(whole.batches), options) });
}

/** Nothing more will come: the visitor went, or the recording was made elsewhere. */
export function isClosed({ last, firstSeenAt, imported }: SessionFacts, now: number): boolean {
  if (!last || imported) return last !== undefined;
  return now - last.receivedAt > SESSION_IDLE_MS || now - firstSeenAt > SESSION_MAX_MS + SESSION_IDLE_MS;
}

interface Finishing {
  store: Client;
  key: SessionKey;
  now: number;
  read: (options: { closed: boolean; until: number }) => Reading;
}

async function finish(facts: SessionFacts, { store, key, now, read }: Finishing): Promise<SessionReading | undefined> {
  const { last } = facts;
  if (!last) return undefined;
  const closed = isClosed(facts, now);
  const told = read({ closed, until: knownUntil(last, now) });
  const originals = await originalsOf(store).of({ project: key.project, release: last.release }, told);
  return { reading: withOriginals(told, originals), facts, last, closed };
}

/**
 * Page-clock time up to which everything is here: the last batch told all up to its sending; after that a page that has
 * something to say about a click says it within its flush interval, so silence tells as much as a batch, a little later.
 * Where it was wrong (a slow network, a timer held back), the next look corrects it.
 */
function knownUntil({ sentAt, receivedAt }: BatchFacts, now: number): number {
  return sentAt + Math.max(0, now - receivedAt - FLUSH_AFTER_CLICK_MS - TRAVEL_MS);
}

/** Server time at which silence will have told everything up to `pageTime`, when nothing comes any more: `knownUntil` the other way. */
export function knownAt(pageTime: number, { sentAt, receivedAt }: BatchFacts): number {
  return receivedAt + pageTime - sentAt + FLUSH_AFTER_CLICK_MS + TRAVEL_MS;
}
