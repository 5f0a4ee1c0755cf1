import { ASSET_HASH_PATTERN, type AssetKind } from './asset.ts';
import { decode, id, parseObject, text } from './envelope.ts';
import { WireError } from './errors.ts';
import { KEY_MAX_CHARS, WIRE_VERSION } from './limits.ts';

/**
 * The first line of `POST /v1/asset` (text/plain, no header of ours): whose the bytes are that follow after a newline, gzipped (the gzip
 * magic decides) or as they are. Only what an answer to a batch of this session asked for (`need`) is taken.
 */
export interface AssetEnvelope {
  v: typeof WIRE_VERSION;
  key: string;
  session: string;
  /** Of the session, as in its batches. */
  secret: string;
  /** SHA-256 of the bytes, see `hashAsset`; checked before anything is stored. */
  hash: string;
  kind: AssetKind;
}

/** What it is answered when the bytes are durable. */
export interface AssetAnswer {
  stored: 'new' | 'duplicate';
}

const KINDS: readonly string[] = ['css', 'rules', 'drawn', 'image', 'font'] satisfies AssetKind[];

/**
 * Reads the first line of an upload; unknown fields are ignored.
 * @throws WireError `bad_envelope` for anything that is not one, `wrong_version` for another version of the format.
 */
export function parseAssetEnvelope(line: Uint8Array): AssetEnvelope {
  const value = parseObject(decode(line));
  if (value.v !== WIRE_VERSION) throw new WireError('wrong_version', `v is another. Send version ${WIRE_VERSION}.`);
  const { hash, kind } = value;
  if (typeof hash !== 'string' || !ASSET_HASH_PATTERN.test(hash))
    throw new WireError('bad_envelope', 'hash is no SHA-256. Send it in base64url, 43 characters.');
  if (typeof kind !== 'string' || !KINDS.includes(kind))
    throw new WireError('bad_envelope', `kind is none of ${KINDS.join(', ')}. Send one of them.`);
  return {
    v: WIRE_VERSION,
    key: text(value, 'key', KEY_MAX_CHARS),
    session: id(value, 'session'),
    secret: id(value, 'secret'),
    hash,
    kind: kind as AssetKind,
  };
}
