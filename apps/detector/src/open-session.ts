import { PartReader, type Taken } from '@falter/detector';
import { type Client, type RecordingBatch, type SessionKey, streamRecordings } from '@falter/store';
import { expandBatches, SHEETS_MAX_CHARS } from './expand-batches.ts';
import { SessionFacts } from './session-facts.ts';
import { eventsIn } from './tabs.ts';

/** Characters of event lines that are parsed together: what they become is given back before the next ones are. */
const TOGETHER_CHARS: number = 4 * 1024 * 1024;

/** Times that a session is begun anew, at most: each tells another thing of its recorder, and there are six. */
const BEGINNINGS_MAX = 8;

/** Tabs and stretches of missing batches that are known by name; a session with more is not kept. */
const NAMES_MAX = 200;

export interface ReadFrom {
  store: Client;
  key: SessionKey;
  /** Ends the reading between two parts. */
  signal?: AbortSignal | undefined;
}

/** What was made of a session's batches so far, and which they were: enough to go on with those that come. */
export class OpenSession {
  readonly facts: SessionFacts = new SessionFacts();
  readonly parts: PartReader;
  /** Characters of event lines that were read, sheets put in: what is kept of them is in proportion. */
  chars = 0;
  /** Server time of the newest batch with a style sheet that was not stored when it was read. */
  lackingAt = 0;
  readonly #next: Record<string, number> = {};
  readonly #missing: { tab: string; from: number; to: number }[] = [];
  #room = SHEETS_MAX_CHARS;

  /** @param seed one of the same session that has to be begun anew. */
  constructor(seed?: OpenSession) {
    this.parts = new PartReader(seed?.parts);
  }

  /** Reads what the store has beyond what was read. @throws StoreError; SyntaxError when what is stored is no JSON */
  async readOn({ store, key, signal }: ReadFrom): Promise<Taken> {
    const wish = { project: key.project, sessions: [key.session], next: { ...this.#next } };
    for await (const some of together(streamRecordings(store, wish))) {
      signal?.throwIfAborted();
      const taken = await this.take({ store, key }, some);
      if (taken !== 'read') return taken;
    }
    return 'read';
  }

  /** Takes the next batches, each tab's in order. */
  async take({ store, key }: ReadFrom, some: readonly RecordingBatch[]): Promise<Taken> {
    const expanded = await expandBatches(store, { project: key.project, batches: some, room: this.#room });
    this.#room = expanded.room;
    this.lackingAt = Math.max(this.lackingAt, expanded.lackingAt);
    return this.parts.take(expanded.batches.map((batch) => this.#toPart(batch)));
  }

  /** A batch that was missing when those behind it were read: what was made of them is not what it would be with it. */
  isLate({ tab, seq }: { tab: string; seq: number }): boolean {
    return this.#missing.some((stretch) => stretch.tab === tab && seq >= stretch.from && seq < stretch.to);
  }

  /** It has more tabs and gaps than are kept by name. */
  get isUnwieldy(): boolean {
    return this.facts.tabs.size > NAMES_MAX || this.#missing.length > NAMES_MAX;
  }

  #toPart(batch: RecordingBatch): { tab: string; events: ReturnType<typeof eventsIn>; missing: number } {
    const { tab, seq, lines } = batch;
    const from = this.#next[tab] ?? 0;
    if (seq > from) this.#missing.push({ tab, from, to: seq });
    this.#next[tab] = seq + 1;
    this.facts.add(batch);
    this.chars += lines.length;
    return { tab, events: eventsIn(lines), missing: seq - from };
  }
}

/** Reads all of a session, part by part. Null for one that has to be read whole. @throws StoreError */
export async function openSession(from: ReadFrom): Promise<OpenSession | null> {
  let session = new OpenSession();
  for (let n = 0; n < BEGINNINGS_MAX; n++) {
    const taken = await session.readOn(from);
    if (taken === 'read') return session;
    if (taken === 'whole') return null;
    session = new OpenSession(session);
  }
  return null;
}

async function* together(batches: AsyncIterable<RecordingBatch>): AsyncGenerator<RecordingBatch[]> {
  let some: RecordingBatch[] = [];
  let chars = 0;
  for await (const batch of batches) {
    if (some.length > 0 && chars + batch.lines.length > TOGETHER_CHARS) {
      yield some;
      [some, chars] = [[], 0];
    }
    some.push(batch);
    chars += batch.lines.length;
  }
  if (some.length > 0) yield some;
}
