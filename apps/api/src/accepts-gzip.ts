import type { Context } from 'hono';

/** Whether the client takes gzip: named, or meant by `*`. */
export function acceptsGzip(c: Context): boolean {
  return accepts(c, 'gzip') ?? accepts(c, '*') ?? false;
}

/** What the client says of a coding (RFC 9110, 12.5.3): taken with a weight over 0, refused with 0, undefined where it does not name it. */
export function accepts(c: Context, coding: string): boolean | undefined {
  const header = c.req.header('accept-encoding') ?? '';
  const codings = header
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*/));
  const found = codings.find(([name]) => name === coding);
  return found && !/^q=0(\.0*)?$/.test(found[1] ?? '');
}
