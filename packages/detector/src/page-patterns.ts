import { PAGE_PATTERN_MAX_CHARS } from '@falter/wire';

/** The parts of a page's URL that patterns are compared with. A route behind `#` is part of a page's place. */
interface Place {
  host: string;
  /** `/game/1`, or `/game/1` and `/game/1#/level/2`. */
  paths: readonly string[];
}

/**
 * Whether one of the patterns names the page. A pattern is a path, `*` for any text in it: `/game/*`; or host and path
 * where it does not begin with a slash: `play.shop.example/*`. `page` is a scrubbed URL; '' is no page and never named.
 */
export function namesPage(patterns: readonly string[], page: string): boolean {
  if (patterns.length === 0) return false;
  const place = placeOf(page);
  return place !== undefined && patterns.some((pattern) => names(pattern, place));
}

function names(pattern: string, { host, paths }: Place): boolean {
  if (pattern === '' || pattern.length > PAGE_PATTERN_MAX_CHARS) return false;
  const wanted = escaped(pattern);
  if (wanted.startsWith('/')) return paths.some((path) => matches(wanted, path));
  const end = wanted.indexOf('/');
  const folded = end < 0 ? wanted.toLowerCase() : wanted.slice(0, end).toLowerCase() + wanted.slice(end);
  return paths.some((path) => matches(folded, host + path));
}

/** As a URL writes it: somebody who types `/über-uns` means `/%C3%BCber-uns`. */
function escaped(pattern: string): string {
  return pattern.replace(/\p{Cs}/gu, '\ufffd').replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}

function placeOf(page: string): Place | undefined {
  const [, host, path = '', route = ''] =
    /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)([^?#]*)(?:\?[^#]*)?(.*)$/is.exec(page) ?? [];
  if (host === undefined) return undefined;
  const plain = path || '/';
  return { host: host.toLowerCase(), paths: route.length > 1 ? [plain, plain + route] : [plain] };
}

/**
 * `*` stands for any text, none included. Each piece between two stars is taken where it first occurs behind the one
 * before: no other choice could leave more room for the rest, so nothing is ever tried twice.
 */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
