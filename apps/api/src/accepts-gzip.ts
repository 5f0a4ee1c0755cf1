import type { Context } from 'hono';

/** Whether the client takes gzip: named, or meant by `*`, with a weight over 0 (RFC 9110, 12.5.3). */
export function acceptsGzip(c: Context): boolean {
  const header = c.req.header('accept-encoding') ?? '';
  const codings = header
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*/));
  const found = codings.find(([coding]) => coding === 'gzip') ?? codings.find(([coding]) => coding === '*');
  return found !== undefined && !/^q=0(\.0*)?$/.test(found[1] ?? '');
}
