import { hash } from 'node:crypto';
import { type Client, insertAssets, isAssetNamed, type StoredAsset } from '@falter/store';
import {
  ASSET_MAX_BYTES,
  type AssetAnswer,
  type AssetEnvelope,
  type AssetKind,
  DRAWN_TEXT,
  ENVELOPE_MAX_BYTES,
  isGzip,
  parseAssetEnvelope,
  type RedactionSettings,
  type SiteSettings,
  WireError,
} from '@falter/wire';
import type { KeyUses } from '../counting/key-uses.ts';
import type { Tombstones } from '../erasure/tombstones.ts';
import type { ProjectList } from '../projects/project-list.ts';
import type { RedactionCounts } from '../redaction/redaction-counts.ts';
import { admit } from '../taking/admit.ts';
import { readBody } from '../taking/body.ts';
import type { Capacity, Place } from '../taking/capacity.ts';
import type { Incoming } from '../taking/incoming.ts';
import type { SessionOrigins } from '../taking/session-origins.ts';
import { Together } from '../together.ts';
import { inflate } from '../unpacking/inflate.ts';
import type { AssetOfSession } from './asset-asks.ts';
import type { AssetLedger } from './asset-ledger.ts';
import { fileType } from './file-type.ts';
import { cleanSheet, type FoundInSheet } from './sheet-text.ts';

/** Bytes that an upload may have: gzip adds a little to what it cannot shrink. */
const UPLOAD_MAX_BYTES: number = ASSET_MAX_BYTES + ENVELOPE_MAX_BYTES + 64 * 1024;

/** Questions to the store about assets that nobody remembers to have asked for, at one time: whoever makes them up gets no further. */
const LOOKING_MAX = 4;

export interface AssetIntakeParts {
  store: Client;
  capacity: Capacity;
  projects: ProjectList;
  uses: KeyUses;
  sessions: SessionOrigins;
  tombstones: Tombstones;
  redactions: RedactionCounts;
  ledger: AssetLedger;
}

/** What became of an asset, and its size before compression. */
export interface TakenAsset extends AssetAnswer {
  bytes: number;
}

type Content = Pick<StoredAsset, 'type' | 'bytes'> & { found: FoundInSheet };

/**
 * One asset from its first byte to the disk. Nothing of it is read for who was not asked, nothing is stored that is not what its hash
 * says. What comes during an insert goes together into the next.
 */
export class AssetIntake {
  readonly #parts: AssetIntakeParts;
  readonly #writer: Together<StoredAsset, undefined>;
  #looking = 0;

  constructor(parts: AssetIntakeParts) {
    this.#parts = parts;
    this.#writer = new Together(async (assets) => {
      await insertAssets(parts.store, assets);
      return assets.map(() => undefined);
    });
  }

  /**
   * Durable when it resolves. `granted`: id of the project for whoever may write into any, asked for or not; else key and origin decide.
   * @throws WireError for what is refused, StoreError when the store does not take it
   */
  async take(incoming: Incoming, { project: granted }: { project?: string } = {}): Promise<TakenAsset> {
    if (Number(incoming.header('content-length') ?? 0) > UPLOAD_MAX_BYTES) throw tooLarge();
    const place = this.#parts.capacity.enter();
    try {
      const body = readBody(incoming, { hold: holdUpTo(place) });
      const envelope = parseAssetEnvelope(await body.envelope());
      const { project, recording, redaction } = await (granted === undefined
        ? admit(envelope, { ...this.#parts, header: incoming.header, place })
        : this.#parts.projects.get(granted));
      place.belongsTo(project);
      const { ledger } = this.#parts;
      const of = { project, session: envelope.session, hash: envelope.hash };
      if (ledger.isStored(of)) return { stored: 'duplicate', bytes: 0 };
      if (granted === undefined)
        await this.#refuseUnwanted(of, { isWanted: isWanted(recording, envelope.kind), place });
      await this.#admitSession({ ...of, secret: envelope.secret }, place);
      const content = await this.#read(envelope, { of, sent: body.events(), redaction, place });
      return await this.#store({ ...of, kind: envelope.kind, storedAt: Date.now() }, content, place);
    } finally {
      place.leave();
    }
  }

  /** @throws WireError `unwanted` */
  async #refuseUnwanted(of: AssetOfSession, { isWanted, place }: { isWanted: boolean; place: Place }): Promise<void> {
    const { ledger } = this.#parts;
    const mayCome = isWanted && ledger.allowance.hasRoom(of.project);
    if (mayCome && (ledger.asks.wasAsked(of) || (await this.#wasAskedElsewhere(of, place)))) return;
    throw new WireError('unwanted', 'nobody asked this session for it. Send what an answer to a batch asked for.');
  }

  /** By this collector before it was started anew, or by another on the same store: then a batch of the session names it. */
  async #wasAskedElsewhere(of: AssetOfSession, place: Place): Promise<boolean> {
    if (this.#parts.ledger.asks.isKnown(of) || this.#looking >= LOOKING_MAX) return false;
    this.#looking++;
    const named = isAssetNamed(this.#parts.store, of).finally(() => this.#looking--);
    return await place.wait(named);
  }

  /** @throws WireError `erased`, `wrong_secret` */
  async #admitSession(of: { project: string; session: string; secret: string }, place: Place): Promise<void> {
    const { tombstones, sessions } = this.#parts;
    if (await place.wait(tombstones.has(of))) {
      throw new WireError('erased', 'this session was erased. Send nothing more of it.');
    }
    await place.wait(sessions.claim(of, of.secret, { anySize: true }));
  }

  /** What is wrong with it is no lie where the connection broke off. */
  async #read({ kind, hash: said }: AssetEnvelope, { of, sent, redaction, place }: Reading): Promise<Content> {
    try {
      const bytes = await unpack(await sent, place);
      if (hash('sha256', bytes, 'base64url') !== said) {
        throw new WireError('wrong_hash', 'the bytes are not what the hash says. Send those that were hashed.');
      }
      return await judge(kind, bytes, redaction);
    } catch (error) {
      const lied = error instanceof WireError && !BROKEN.has(error.name);
      this.#parts.ledger.failed(of, { lied });
      throw error;
    }
  }

  async #store(
    asset: Omit<StoredAsset, 'type' | 'bytes'> & { session: string },
    { found, ...content }: Content,
    place: Place,
  ): Promise<TakenAsset> {
    const { ledger, redactions } = this.#parts;
    const { session, ...key } = asset;
    try {
      await place.wait(this.#writer.ask({ ...key, ...content }));
    } catch (error) {
      ledger.failed(asset, { lied: false });
      throw error;
    }
    const stored = ledger.isStored(key) ? 'duplicate' : 'new';
    ledger.stored(key);
    if (stored === 'new') ledger.allowance.add(key.project, content.bytes.length);
    const told = [...found].map(([what, count]) => ({ page: '', place: 'style sheet', class: what, count }));
    redactions.add({ project: key.project, page: session }, { page: '', redactions: told });
    return { stored, bytes: content.bytes.length };
  }
}

interface Reading {
  of: AssetOfSession;
  sent: Promise<Uint8Array>;
  redaction: RedactionSettings;
  place: Place;
}

/** Whoever did not get through may try again. */
const BROKEN: ReadonlySet<string> = new Set(['timeout', 'truncated', 'store_unavailable']);

function isWanted({ assets }: SiteSettings, kind: AssetKind): boolean {
  return assets === 'all' || (assets === 'styles' && kind !== 'image' && kind !== 'font');
}

function holdUpTo(place: Place): (bytes: number) => void {
  let held = 0;
  return (bytes) => {
    held += bytes;
    if (held > 2 * UPLOAD_MAX_BYTES) throw tooLarge();
    place.hold(bytes);
  };
}

/** @throws WireError `too_large`, `truncated`, `inflates_too_far`, `empty` */
async function unpack(sent: Uint8Array, place: Place): Promise<Buffer> {
  if (sent.length === 0) throw new WireError('empty', 'there is no asset behind the first line. Send its bytes.');
  if (!isGzip(sent) && sent.length > ASSET_MAX_BYTES) throw tooLarge();
  // Inflated, and once more as the text in which it is inserted.
  place.hold(2 * Math.min(ASSET_MAX_BYTES, isGzip(sent) ? declared(sent) : sent.length));
  const bytes = isGzip(sent) ? await inflate(sent, ASSET_MAX_BYTES) : sent;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function declared(gzipped: Uint8Array): number {
  return gzipped.length < 4 ? 0 : Buffer.from(gzipped.buffer, gzipped.byteOffset).readUInt32LE(gzipped.length - 4);
}

/** @throws WireError `wrong_type` */
async function judge(kind: AssetKind, bytes: Buffer, settings: RedactionSettings): Promise<Content> {
  if (kind === 'css' || kind === 'rules') {
    const { text, found } = await cleanSheet(kind, bytes, settings);
    return { type: kind === 'css' ? 'text/css' : 'application/json', bytes: Buffer.from(text), found };
  }
  if (kind === 'drawn') {
    if (!DRAWN_TEXT.test(bytes.toString('latin1')))
      throw new WireError('wrong_type', 'this is no data: picture. Leave it out.');
    return { type: 'text/plain', bytes, found: new Map() };
  }
  const type = fileType(kind, bytes);
  if (!type) throw new WireError('wrong_type', `this is no ${kind} that is kept. Leave it out.`);
  return { type, bytes, found: new Map() };
}

function tooLarge(): WireError {
  return new WireError('too_large', `asset is over ${ASSET_MAX_BYTES} bytes. Leave it out.`);
}
