/** Characters of an origin: a host name has 253 at most, real ones a tenth of that. */
const ORIGIN_MAX_CHARS = 128;

/** Characters of an unknown key that are kept: enough to see which key it is, too few to use one that was sent by mistake. */
const HINT_CHARS = 6;

/** Origin of the page that a request came from, never its path; '' where the page does not say. */
export function originOfPage(headers: Headers): string {
  const text = headers.get('origin') ?? headers.get('referer') ?? '';
  if (!URL.canParse(text)) return '';
  const { origin, protocol } = new URL(text);
  return /^https?:$/.test(protocol) && origin.length <= ORIGIN_MAX_CHARS ? origin : '';
}

/** Whether a page asked for the snippet, and not somebody who looks at it. */
export function isForPage(headers: Headers): boolean {
  const destination = headers.get('sec-fetch-dest');
  return destination === null ? originOfPage(headers) !== '' : destination === 'script';
}

/** How a key begins that no project has, '' for what is no key at all. */
export function keyHint(key: string): string {
  return /^[\w-]+/.exec(key)?.[0].slice(0, HINT_CHARS) ?? '';
}
