import { closeSync, openSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { EVENT_MAX_BYTES, isGzip } from '@falter/wire';

/**
 * Bytes of a file, of what a zipped one holds, and of what all its packed events hold together. A session may have 128 MiB; text
 * longer than 512 MiB Node cannot hold.
 */
const FILE_MAX_BYTES: number = 256 * 1024 * 1024;

const CHUNK_BYTES = 4 * 1024 * 1024;

/** What a file is refused for, however little of it is read so far. */
export class FileTooLarge extends Error {
  constructor(options?: ErrorOptions) {
    super(`has over ${FILE_MAX_BYTES / 1024 / 1024} MiB. Cut it into one file a session.`, options);
  }
}

/** The text of a file, gzipped or not. @throws Error that says why it cannot be read */
export function readText(path: string): string {
  try {
    const bytes = readBytes(path);
    return (isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: FILE_MAX_BYTES }) : bytes).toString();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new FileTooLarge({ cause });
    const reason = code.startsWith('Z_') ? `is gzipped and damaged (${message})` : `cannot be read (${code})`;
    throw new Error(`${reason}. Check the path.`, { cause });
  }
}

/** No further than the limit: a pipe or a device does not tell how much it has, and may have no end. */
function readBytes(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let size = 0; size <= FILE_MAX_BYTES; ) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const read = readSync(file, chunk);
      if (read === 0) return Buffer.concat(chunks);
      size += read;
      chunks.push(chunk.subarray(0, read));
    }
    throw new FileTooLarge();
  } finally {
    closeSync(file);
  }
}

/** One of Node's own, such as `gunzipSync`. */
type Unzip = (bytes: Buffer, limit: { maxOutputLength: number }) => Buffer;

/** The text of a part that is zipped, one byte a character. @throws Error where it is damaged or inflates too far */
export type InflatePart = (part: string, unzip: Unzip) => string;

/**
 * Inflates the parts of one file: each no further than an event may have, and no further than the limit of a file all together, or a
 * small file of many bombs would take all memory. What inflated too far counts as far as it came.
 * @throws FileTooLarge
 */
export function inflateParts(): InflatePart {
  let left = FILE_MAX_BYTES;
  return (part, unzip) => {
    if (left < EVENT_MAX_BYTES) throw new FileTooLarge();
    let took = EVENT_MAX_BYTES;
    try {
      const inflated = unzip(Buffer.from(part, 'latin1'), { maxOutputLength: EVENT_MAX_BYTES });
      took = inflated.length;
      return inflated.toString();
    } finally {
      left -= took;
    }
  };
}
