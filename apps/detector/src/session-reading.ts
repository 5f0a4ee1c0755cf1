import { type Reading, readSession, withOriginals } from '@falter/detector';
import { type Client, type RecordingBatch, readRecording, type SessionKey } from '@falter/store';
import { FLUSH_AFTER_CLICK_MS, IMPORT_AGENT, SESSION_IDLE_MS, SESSION_MAX_MS } from '@falter/wire';
import { expandBatches } from './expand-batches.ts';
import { originalsOf } from './originals.ts';
import { toTabs } from './tabs.ts';
import { readUserAgent, type Visitor } from './visitor.ts';

/** Milliseconds that a batch may be on its way: what a page recorded that long ago is here, or there was nothing. */
const TRAVEL_MS = 300;

/** A session's recording as it was read, and what its batches say of it. */
export interface SessionReading {
  reading: Reading;
  batches: readonly RecordingBatch[];
  /** The batch that came last. */
  last: RecordingBatch;
  /** Server time, epoch milliseconds. */
  firstSeenAt: number;
  /** Nothing more will come. */
  closed: boolean;
}

/**
 * Reads a session's recording, without judging it. Undefined when there is none. `now` is the server's time in epoch
 * milliseconds. @throws StoreError; SyntaxError when what is stored is no JSON
 */
export async function readStoredSession(
  store: Client,
  key: SessionKey,
  now: number,
): Promise<SessionReading | undefined> {
  const batches = await readRecording(store, key);
  const last = batches.reduce<RecordingBatch | undefined>(newer, undefined);
  if (!last) return undefined;
  const firstSeenAt = batches.reduce((first, batch) => Math.min(first, batch.firstSeenAt), last.firstSeenAt);
  const over = now - last.receivedAt > SESSION_IDLE_MS || now - firstSeenAt > SESSION_MAX_MS + SESSION_IDLE_MS;
  const closed = over || batches.some(({ userAgent }) => userAgent === IMPORT_AGENT);
  const whole = await expandBatches(store, { project: key.project, batches });
  const told = readSession(toTabs(whole), { closed, until: knownUntil(last, now) });
  const originals = await originalsOf(store).of({ project: key.project, release: last.release }, told);
  const reading = withOriginals(told, originals);
  return { reading, batches, last, firstSeenAt, closed };
}

/**
 * Who the batches say was there. Not the last alone: those of an import may come within one millisecond, and only one of them says
 * that it is one.
 */
export function visitorOf({ batches, last }: Pick<SessionReading, 'batches' | 'last'>): Visitor {
  const imported = batches.find(({ userAgent }) => userAgent === IMPORT_AGENT);
  return readUserAgent((imported ?? last).userAgent);
}

function newer(last: RecordingBatch | undefined, batch: RecordingBatch): RecordingBatch {
  return !last || batch.receivedAt > last.receivedAt ? batch : last;
}

/**
 * Page-clock time up to which everything is here: the last batch told all up to its sending; after that a page that has
 * something to say about a click says it within its flush interval, so silence tells as much as a batch, a little later.
 * Where it was wrong (a slow network, a timer held back), the next look corrects it.
 */
function knownUntil({ sentAt, receivedAt }: RecordingBatch, now: number): number {
  return sentAt + Math.max(0, now - receivedAt - FLUSH_AFTER_CLICK_MS - TRAVEL_MS);
}

/** Server time at which silence will have told everything up to `pageTime`, when nothing comes any more: `knownUntil` the other way. */
export function knownAt(pageTime: number, { sentAt, receivedAt }: RecordingBatch): number {
  return receivedAt + pageTime - sentAt + FLUSH_AFTER_CLICK_MS + TRAVEL_MS;
}
