/** Parts of a path that are somebody's number and no place: numbers, dates, UUIDs, `order-1234`, what was scrubbed. */
const NUMBERED = /^(?:\d[\d.,:-]*|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[a-z]+[-_]\d{3,}|\*)$/i;
/** Keys: long runs with a digit in them. */
const KEY = /^(?=\w*\d)\w{16,}$/;
const ROUTE_MAX = 200;

/**
 * The page that a URL is one of: its path, with the route of its fragment behind it, numbers and keys folded into `:id`. The same as the
 * column `route` of the store, which a test in apps/detector holds it to. '' for no URL.
 */
export function pageRoute(url: string): string {
  const [, path = ''] = /^[a-z][\w+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(url) ?? [];
  const fragment = /#!?\/[^?&#]*/.exec(url)?.[0] ?? '';
  if (url === '') return '';
  const parts = `${path}${fragment}`.split('/').map((part) => (NUMBERED.test(part) || KEY.test(part) ? ':id' : part));
  return [...`/${parts.join('/').replace(/^\/+|\/+$/g, '')}`].slice(0, ROUTE_MAX).join('');
}
