import type { Disk } from './disk.ts';
import { type Found, look } from './frame.ts';

/** A file of records. Only its first `size` bytes are known to be on the disk; what is behind is not trusted. */
export interface Segment {
  number: number;
  size: number;
}

/** A place in the spool: the next record to look at. */
export interface Position {
  segment: number;
  offset: number;
}

const NAME = /^(\d{10})\.spool$/;

export function nameOf(number: number): string {
  return `${String(number).padStart(10, '0')}.spool`;
}

/** Undefined for a file that is no segment. */
export function numberOf(name: string): number | undefined {
  const digits = NAME.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** What was found in a segment; offsets count from its start. `bytes` of damage are kept to be looked at. */
export type Entry =
  | { kind: 'record'; end: number; payload: Buffer }
  | { kind: 'damage' | 'torn'; start: number; end: number; bytes: Buffer };

/** What stands in a segment from `offset` on: at least one entry, then as many as `atMost` bytes hold. Empty at its end. */
export async function readEntries(
  disk: Disk,
  { number, size }: Segment,
  offset: number,
  atMost: number,
): Promise<Entry[]> {
  for (let window = atMost; ; ) {
    const length = Math.min(window, size - offset);
    if (length <= 0) return [];
    const bytes = await disk.read(nameOf(number), offset, length);
    const last = offset + length >= size;
    const { entries, needs } = entriesOf(bytes, offset, last);
    if (entries.length > 0 || last) return entries;
    window = Math.max(needs, 2 * window);
  }
}

function entriesOf(bytes: Buffer, offset: number, last: boolean): { entries: Entry[]; needs: number } {
  const entries: Entry[] = [];
  let at = 0;
  for (let found = look(bytes, at, last); found; found = look(bytes, at, last)) {
    if (found.kind === 'more') return { entries, needs: found.needs };
    entries.push(toEntry(found, bytes, offset));
    at = found.end;
  }
  return { entries, needs: 0 };
}

function toEntry(found: Exclude<Found, { kind: 'more' }>, bytes: Buffer, offset: number): Entry {
  const end = offset + found.end;
  if (found.kind === 'record') return { kind: 'record', end, payload: found.payload };
  return { kind: found.kind, start: offset + found.start, end, bytes: bytes.subarray(found.start, found.end) };
}
