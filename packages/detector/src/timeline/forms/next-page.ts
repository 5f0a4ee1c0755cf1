/**
 * Whether one page may be a further step of a form that stands on the other: the same place but for a number or a last part
 * (`/checkout/address` -> `/checkout/payment`, `/apply/1` -> `/apply/2`, `/order?step=` stays itself). Scrubbed addresses.
 */
export function isNextPage(page: string, next: string): boolean {
  const from = partsOf(page);
  const to = partsOf(next);
  if (!from || !to || from.origin !== to.origin) return false;
  if (withoutNumbers(from.path) === withoutNumbers(to.path)) return true;
  const place = from.path.slice(0, -1);
  if (place.length === 0 || from.path.length !== to.path.length) return false;
  return place.every((part, i) => part === to.path[i]);
}

function partsOf(url: string): { origin: string; path: string[] } | null {
  const found = /^(https?:\/\/[^/?#]*)([^?]*)/.exec(url);
  return found ? { origin: found[1]!, path: found[2]!.split(/[/#]+/).filter(Boolean) } : null;
}

function withoutNumbers(path: readonly string[]): string {
  return path.map((part) => part.replace(/\d+/g, '0')).join('/');
}
