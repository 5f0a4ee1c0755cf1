import { WireError } from './errors.ts';

/** The two bytes every gzip stream starts with; no JSON text can. They decide, not a header (that would cost a preflight). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

const DAMAGED = 'gzip stream is incomplete or damaged. Send the batch again.';

/** Compresses with the platform's own CompressionStream (browser and Node). */
export async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await pump(bytes, new CompressionStream('gzip'), (chunk) => chunks.push(chunk));
  return concat(chunks);
}

/**
 * Inflates a gzip stream and stops as soon as it grows past `maxBytes`.
 * @throws WireError `inflates_too_far` past the cap, `truncated` for a stream that ends early, is damaged or has
 * anything behind its end.
 */
export async function gunzip(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const whole = await inflate(bytes, maxBytes);
  refuseMore(bytes, whole.length);
  return whole;
}

/**
 * Some inflaters read on into a second stream behind the first, or stop there and say nothing. The length that ends the bytes
 * is then not that of the whole. @throws WireError `truncated`
 */
export function refuseMore(bytes: Uint8Array, inflatedBytes: number): void {
  if (declaredSize(bytes) !== inflatedBytes) throw new WireError('truncated', DAMAGED);
}

/** `gunzip` but for its last check. */
export async function inflate(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    await pump(bytes, new DecompressionStream('gzip'), (chunk) => {
      size += chunk.length;
      if (size > maxBytes) throw new WireError('inflates_too_far', `batch inflates past ${maxBytes} bytes. Send less.`);
      chunks.push(chunk);
    });
  } catch (cause) {
    if (cause instanceof WireError) throw cause;
    throw new WireError('truncated', DAMAGED, { cause });
  }
  return concat(chunks);
}

/** ISIZE, the last four bytes: the inflated length (RFC 1952). Only for a stream that was read to its end. */
function declaredSize(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(bytes.length - 4, true);
}

async function pump(
  bytes: Uint8Array,
  through: CompressionStream | DecompressionStream,
  take: (chunk: Uint8Array) => void,
): Promise<void> {
  const writer = through.writable.getWriter();
  // Damage is reported by the readable side; the writable side would reject as well, with nobody listening.
  writer.write(bytes as Uint8Array<ArrayBuffer>).catch(() => {});
  writer.close().catch(() => {});
  const reader = through.readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      take(value);
    }
  } catch (error) {
    await reader.cancel(error).catch(() => {});
    throw error;
  }
}

function concat(chunks: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
