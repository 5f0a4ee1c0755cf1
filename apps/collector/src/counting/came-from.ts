import { Recent } from '../recent.ts';
import type { HeaderOf } from '../taking/incoming.ts';

/** Characters of an origin: a host name has 253 at most, real ones a tenth of that. */
const ORIGIN_MAX_CHARS = 128;

/** Characters of an unknown key that are kept: enough to see which key it is, too few to use one that was sent by mistake. */
const HINT_CHARS = 6;

/** Origins by the header that names them: all batches of a page name the same. */
const READ = new Recent<string>(500);

/** Origin of the page that a request came from, never its path; '' where the page does not say. */
export function originOfPage(header: HeaderOf): string {
  const text = header('origin') ?? header('referer') ?? '';
  if (text.length > ORIGIN_MAX_CHARS) return originOf(text);
  const known = READ.get(text) ?? originOf(text);
  READ.set(text, known);
  return known;
}

function originOf(text: string): string {
  if (!URL.canParse(text)) return '';
  const { origin, protocol } = new URL(text);
  return /^https?:$/.test(protocol) && origin.length <= ORIGIN_MAX_CHARS ? origin : '';
}

/** Whether a page asked for the snippet, and not somebody who looks at it. */
export function isForPage(header: HeaderOf): boolean {
  const destination = header('sec-fetch-dest') ?? null;
  return destination === null ? originOfPage(header) !== '' : destination === 'script';
}

/** How a key begins that no project has, '' for what is no key at all. */
export function keyHint(key: string): string {
  return /^[\w-]+/.exec(key)?.[0].slice(0, HINT_CHARS) ?? '';
}
