import { scrubUrl } from '@falter/wire';

/** Which lines of a batch there are, and which may tell an address: an `EventScanner` knows. */
export interface TellingLines {
  spans: readonly number[];
  telling: readonly number[];
}

/** Path of a page (`/cart`), without its query, and the line that told it. */
export interface PageAddress {
  line: number;
  path: string;
}

/** Longest event that is looked at: one that tells an address is short. */
const MOST_BYTES = 4_096;

/** Where the page went during a batch, in order, as rrweb's meta events and Falter's own say it. */
export function pageAddresses(bytes: Buffer, { spans, telling }: TellingLines): PageAddress[] {
  return telling.flatMap((line) => {
    const [start = 0, end = 0] = [spans[2 * line], spans[2 * line + 1]];
    const path = end - start <= MOST_BYTES ? pathIn(bytes.toString('utf8', start, end)) : '';
    return path === '' ? [] : [{ line, path }];
  });
}

function pathIn(line: string): string {
  const { data } = JSON.parse(line) as { data?: Told | null };
  const url = data?.href ?? (ADDRESSES.has(data?.plugin) ? (data?.payload?.to ?? data?.payload?.url) : undefined);
  const scrubbed = typeof url === 'string' ? scrubUrl(url) : '';
  return scrubbed === '' ? '' : new URL(scrubbed).pathname.slice(0, 300);
}

const ADDRESSES: ReadonlySet<unknown> = new Set(['falter/page@1', 'falter/navigation@1']);

interface Told {
  href?: unknown;
  plugin?: unknown;
  payload?: { to?: unknown; url?: unknown } | null;
}
