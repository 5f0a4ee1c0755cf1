import { type Client, type SessionBatch, StoreError, streamRecordings } from '@falter/store';
import { readBatches, readStoredSession, type SessionReading } from './session-reading.ts';

/** Characters of event lines of one session that are held at once. A longer one is read by itself, in parts. */
const HELD_CHARS: number = 16 * 1024 * 1024;

/** A session as it was read: nothing when there is no recording, or why it could not be. */
export interface ManyRead {
  session: string;
  read?: SessionReading | undefined;
  failed?: unknown;
}

interface Wish {
  store: Client;
  project: string;
  sessions: readonly string[];
}

/** Reads sessions with one question to the store, one after another as they come, in no order of ours. @throws StoreError when it is away */
export async function* readManySessions({ store, project, sessions }: Wish, now: number): AsyncGenerator<ManyRead> {
  const left = new Set(sessions);
  for await (const batches of bySession(streamRecordings(store, { project, sessions }))) {
    const { session } = batches[0]!;
    left.delete(session);
    const from = { store, key: { project, session } };
    const chars = batches.reduce((sum, { lines }) => sum + lines.length, 0);
    yield await attempt(session, () =>
      chars > HELD_CHARS ? readStoredSession(from, now) : readBatches(from, batches, now),
    );
  }
  for (const session of left) yield { session };
}

async function attempt(session: string, read: () => Promise<SessionReading | undefined>): Promise<ManyRead> {
  try {
    return { session, read: await read() };
  } catch (failed) {
    if (failed instanceof StoreError && failed.code === 'unavailable') throw failed;
    return { session, failed };
  }
}

/** The batches of each session; of a long one those with which it turned out to be long. */
async function* bySession(batches: AsyncIterable<SessionBatch>): AsyncGenerator<SessionBatch[]> {
  let own: SessionBatch[] = [];
  let chars = 0;
  for await (const batch of batches) {
    if (own.length > 0 && own[0]!.session !== batch.session) {
      yield own;
      [own, chars] = [[], 0];
    }
    if (chars <= HELD_CHARS) own.push(batch);
    chars += batch.lines.length;
  }
  if (own.length > 0) yield own;
}
