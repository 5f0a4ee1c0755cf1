import {
  announce,
  type BatchKey,
  type Client,
  findBatchHashes,
  type SessionKey,
  type StoredBatch,
} from '@falter/store';
import { type BatchAnswer, parseEnvelope, WireError } from '@falter/wire';
import type { AssetLedger } from '../assets/asset-ledger.ts';
import type { KeyUses } from '../counting/key-uses.ts';
import type { Eraser } from '../erasure/eraser.ts';
import type { Tombstones } from '../erasure/tombstones.ts';
import type { ProjectList } from '../projects/project-list.ts';
import { Recent } from '../recent.ts';
import type { RedactionCounts } from '../redaction/redaction-counts.ts';
import type { BatchWriter } from '../storing/batch-writer.ts';
import type { Quarantine } from '../storing/quarantine.ts';
import { type StoreHealth, within } from '../storing/store-health.ts';
import { Together } from '../together.ts';
import type { Events, Unpacker } from '../unpacking/unpacker.ts';
import { admit } from './admit.ts';
import { readBody } from './body.ts';
import type { Capacity, Place } from './capacity.ts';
import type { Incoming } from './incoming.ts';
import type { KnownSession, SessionOrigins } from './session-origins.ts';

/** Identities kept in memory, with their hashes: ~200 bytes each. */
const REMEMBERED = 100_000;

export interface IngestParts {
  store: Client;
  capacity: Capacity;
  projects: ProjectList;
  uses: KeyUses;
  sessions: SessionOrigins;
  writer: BatchWriter;
  tombstones: Tombstones;
  eraser: Eraser;
  quarantine: Quarantine;
  health: StoreHealth;
  /** Whether batches can wait until the store can be asked whether it has them. */
  patient: boolean;
  unpacker: Unpacker;
  redactions: RedactionCounts;
  assets: AssetLedger;
}

/** What became of a batch: the answer for its page, and its size. */
export interface Accepted extends BatchAnswer {
  events: number;
  bytes: number;
}

/** On whose word a batch is taken. */
interface From {
  /** Id of the project for whoever may write into any; else key and origin decide. */
  project?: string;
  /** Hears the write key that the batch names, as soon as it was read. */
  onKey?: (key: string) => void;
}

/** One batch from its first byte to the disk. Cheap questions first: nothing is inflated for who may not send. */
export class Ingest {
  readonly #parts: IngestParts;
  /** Hash by identity: stored, or being stored right now (then the promise of it). */
  readonly #stored = new Recent<string>(REMEMBERED);
  readonly #storing = new Map<string, { hash: string; written: Promise<void> }>();
  readonly #hashes: Together<BatchKey, string | undefined>;

  constructor(parts: IngestParts) {
    this.#parts = parts;
    this.#hashes = new Together((keys) => findBatchHashes(parts.store, keys));
  }

  /**
   * Durable when it resolves.
   * @throws WireError for a batch that is refused, StoreError when the store cannot be asked or written.
   */
  async accept(incoming: Incoming, from: From = {}): Promise<Accepted> {
    const place = this.#parts.capacity.enter();
    try {
      const { batch, known, found, asks } = await this.#read(incoming, { place, ...from });
      if (asks) this.#parts.assets.look(batch);
      const stored = await place.wait(this.#store(batch, known));
      if (stored === 'new') {
        known.bytes += batch.bytes;
        this.#parts.redactions.add(batch, found);
        await this.#keepRejected(batch, found);
      }
      const need = asks ? this.#parts.assets.ask(batch, { always: from.project !== undefined }) : [];
      const { events, bytes } = batch;
      return {
        ...{ stored, events, bytes },
        ...(found.rejected.length > 0 && { rejected: found.rejected }),
        ...(need.length > 0 && { need }),
      };
    } finally {
      place.leave();
    }
  }

  /** A batch that waits in the spool from before this start. */
  recall(batch: BatchKey & { hash: string }): void {
    this.#stored.set(idOf(batch), batch.hash);
  }

  async #read(
    incoming: Incoming,
    { place, project: granted, onKey }: From & { place: Place },
  ): Promise<{ batch: StoredBatch; known: KnownSession; found: Events; asks: boolean }> {
    const { header } = incoming;
    const body = readBody(incoming, { hold: (bytes) => place.hold(bytes) });
    const envelope = parseEnvelope(await body.envelope());
    onKey?.(envelope.key);
    const { project, redaction, recording } = await (granted === undefined
      ? admit(envelope, { ...this.#parts, header, place })
      : this.#parts.projects.get(granted));
    place.belongsTo(project);
    const session = { project, session: envelope.session };
    if (await place.wait(this.#isErased(session))) throw erased();
    const known = await place.wait(
      this.#parts.sessions.claim(session, envelope.secret, { welcome: granted !== undefined }),
    );
    const sent = await body.events();
    const found = await this.#parts.unpacker.unpack(sent, redaction, place);
    const batch = {
      ...session,
      tab: envelope.tab,
      seq: envelope.seq,
      firstSeenAt: known.firstSeenAt,
      receivedAt: Date.now(),
      sentAt: envelope.sentAt,
      page: envelope.page,
      secret: known.secret,
      release: envelope.release,
      userAgent: (header('user-agent') ?? '').slice(0, 512),
      dropped: Math.min(envelope.counters.dropped, 0xffffffff),
      ...{ hash: found.hash, events: found.events, bytes: found.bytes, lines: found.lines },
      ...(envelope.assets && { assets: envelope.assets }),
    };
    // What is imported travels once whatever pages may send.
    const asks = envelope.assets !== undefined && (granted !== undefined || recording.assets !== 'none');
    return { batch, known, found, asks };
  }

  /** Once per identity: what is stored, or being stored, is not stored again; other content under it is refused, and kept apart. */
  async #store(batch: StoredBatch, session: KnownSession): Promise<BatchAnswer['stored']> {
    const id = idOf(batch);
    const storing = this.#storing.get(id);
    const known = storing?.hash ?? this.#stored.get(id);
    if (known !== undefined) {
      await this.#sameContent(known, batch);
      await storing?.written;
      return 'duplicate';
    }
    return this.#storeNew(id, batch, session.isNew(batch));
  }

  async #storeNew(id: string, batch: StoredBatch, isNew: boolean): Promise<BatchAnswer['stored']> {
    const { promise: written, resolve, reject } = Promise.withResolvers<void>();
    written.catch(() => {});
    this.#storing.set(id, { hash: batch.hash, written });
    try {
      const hash = isNew ? undefined : await this.#hashOf(batch);
      if (hash !== undefined && hash !== UNSURE) await this.#sameContent(hash, batch);
      // A batch whose answer was lost may also have lost its announcement; followers skip what they know.
      if (hash !== undefined && hash !== UNSURE) await announce(this.#parts.store, [batch]);
      else await this.#parts.writer.write(batch, { unsure: hash === UNSURE });
      // It was erased while this was written: whoever of both came second takes it away again.
      if (await this.#parts.eraser.refuseWritten(batch)) throw erased();
      this.#stored.set(id, batch.hash);
      resolve();
      return hash === undefined || hash === UNSURE ? 'new' : 'duplicate';
    } catch (cause) {
      reject(cause);
      throw cause;
    } finally {
      this.#storing.delete(id);
    }
  }

  /** Events that rrweb does not have are kept for somebody to look at: a newer recorder may have made them. */
  async #keepRejected(batch: StoredBatch, { rejected, rejectedLines }: Events): Promise<void> {
    if (rejected.length === 0) return;
    const apart = { lines: rejectedLines, events: rejected.length, bytes: Buffer.byteLength(rejectedLines) };
    await this.#parts.quarantine.keep({ ...batch, ...apart }, 'unknown_events');
  }

  /** As far as is known here where the store cannot be asked: the drain asks once more. */
  #isErased(session: SessionKey): boolean | Promise<boolean> {
    const { patient, health, tombstones } = this.#parts;
    if (patient && health.away) return tombstones.knows(session);
    const asked = tombstones.has(session);
    if (!patient || typeof asked === 'boolean') return asked;
    const known = () => tombstones.knows(session);
    return within(asked, health.slowMs, 'late').then((said) => (said === 'late' ? known() : said === true), known);
  }

  /** The hash that the store has for this identity; UNSURE where it cannot be asked and the batch can wait until it can. */
  async #hashOf({ project, session, tab, seq }: StoredBatch): Promise<string | undefined> {
    const { patient, health } = this.#parts;
    if (patient && health.away) return UNSURE;
    const asked = this.#hashes.ask({ project, session, tab, seq });
    return patient ? within(asked, health.slowMs, UNSURE).catch(() => UNSURE) : asked;
  }

  /** @throws WireError `conflict` for other content, which is kept for somebody to look at */
  async #sameContent(hash: string, batch: StoredBatch): Promise<void> {
    if (hash === batch.hash) return;
    await this.#parts.quarantine.keep(batch, 'conflict');
    const advice = 'Count on, or begin a new tab.';
    throw new WireError('conflict', `another batch is stored under sequence number ${batch.seq}. ${advice}`);
  }
}

/** In the place of a hash: nobody can tell whether the batch is stored. No hash looks like it. */
const UNSURE = 'unsure';

function idOf({ project, session, tab, seq }: BatchKey): string {
  return `${project}:${session}:${tab}:${seq}`;
}

function erased(): WireError {
  return new WireError('erased', 'this session was erased. Send nothing more of it.');
}
