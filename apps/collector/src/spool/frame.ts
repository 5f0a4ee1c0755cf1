import { crc32 } from 'node:zlib';

/** `FLT1` at the head of each record: what follows a damaged one is found again by it. */
const MAGIC = Buffer.from('FLT1');

/** Magic, length of the payload (u32, little endian), CRC-32 of length and payload. */
export const FRAME_BYTES = 12;

/** Payload bytes of one record; the largest batch has 20 MiB, before it is compressed. A length above it is damage. */
const PAYLOAD_MAX_BYTES: number = 64 * 1024 * 1024;

/** A record as it stands in a segment. */
export function frame(payload: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(FRAME_BYTES + payload.length);
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(payload.length, 4);
  bytes.set(payload, FRAME_BYTES);
  bytes.writeUInt32LE(checksum(bytes), 8);
  return bytes;
}

function checksum(record: Uint8Array): number {
  return crc32(record.subarray(FRAME_BYTES), crc32(record.subarray(4, 8)));
}

/** What stands at a place of a segment. `end` is where the next look begins. */
export type Found =
  | { kind: 'record'; start: number; end: number; payload: Buffer }
  /** Bytes that are no record. Behind them stands one. */
  | { kind: 'damage'; start: number; end: number }
  /** The last bytes, which are no record: an append that a crash or a full disk cut off, or damage. */
  | { kind: 'torn'; start: number; end: number }
  /** Goes on behind what was given: look again with `needs` bytes from `start`. */
  | { kind: 'more'; start: number; needs: number };

/** What stands at `start` of `bytes`, undefined at their end. `last`: nothing comes behind `bytes`. */
export function look(bytes: Buffer, start: number, last: boolean): Found | undefined {
  if (start >= bytes.length) return undefined;
  const length = lengthAt(bytes, start);
  const end = start + FRAME_BYTES + (length === 'cut' ? 0 : (length ?? 0));
  if (length !== undefined && end <= bytes.length && length !== 'cut' && isWhole(bytes, start, end)) {
    return { kind: 'record', start, end, payload: bytes.subarray(start + FRAME_BYTES, end) };
  }
  if (!last && length !== undefined && end > bytes.length) return { kind: 'more', start, needs: end - start };
  const next = nextWhole(bytes, start + 1);
  if (next < bytes.length) return { kind: 'damage', start, end: next };
  // Perhaps a record begins in these bytes that ends behind them.
  if (!last) return { kind: 'more', start, needs: 2 * (bytes.length - start) };
  return { kind: 'torn', start, end: bytes.length };
}

/** Where the next whole record begins, or the end. A magic inside of a payload is no record: its checksum tells. */
function nextWhole(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(MAGIC, from); at >= 0; at = bytes.indexOf(MAGIC, at + 1)) {
    const length = lengthAt(bytes, at);
    if (length === undefined || length === 'cut') continue;
    const end = at + FRAME_BYTES + length;
    if (end <= bytes.length && isWhole(bytes, at, end)) return at;
  }
  return bytes.length;
}

function lengthAt(bytes: Buffer, at: number): number | 'cut' | undefined {
  const known = Math.min(MAGIC.length, bytes.length - at);
  if (MAGIC.compare(bytes, at, at + known, 0, known) !== 0) return undefined;
  if (at + FRAME_BYTES > bytes.length) return 'cut';
  const length = bytes.readUInt32LE(at + 4);
  return length > PAYLOAD_MAX_BYTES ? undefined : length;
}

function isWhole(bytes: Buffer, start: number, end: number): boolean {
  return checksum(bytes.subarray(start, end)) === bytes.readUInt32LE(start + 8);
}
