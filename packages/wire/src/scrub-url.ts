/** What a query parameter may be called. Anything else in its place may be a value. */
const NAME = /^[\p{L}\p{N}_.\-[\]$:]{1,64}$/u;

/** Segments that are somebody's, not a place: a JSON web token, an e-mail address, `user:password@`. Linear on any input. */
const SECRETS = [/(?:^|[^\w-])eyJ[\w-]+\.[\w-]/, /[^@]@[^@]*\.\p{L}{2}/u, /:[^@:]*@/];

/** A run this long with a digit in it is a key or a hash; words are shorter, and slugs have hyphens. A UUID stays. */
const LONG_RUN = /[A-Za-z0-9]{32,}/g;

const SCRUBBED = '*';

/**
 * A URL without what must not leave a page. Gone: credentials, query values, parameters without a name, fragments, what
 * follows `;` or `=` in a path, and path segments that look like a token or an e-mail address (these become `*`). Names of
 * query parameters stay, they tell pages apart ("?fault=&step="). Fragments that are routes ("#/cart") stay without
 * their own query. Anything that does not parse as an http(s) URL becomes '' (data:, blob: and javascript: carry
 * content, not places). Scrubbing twice changes nothing.
 */
export function scrubUrl(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return '';
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return '';
  const route = /^#!?\/[^?&#]*/.exec(parsed.hash)?.[0] ?? '';
  return `${parsed.origin}${scrubPath(parsed.pathname)}${scrubQuery(parsed.search)}${scrubPath(route)}`;
}

function scrubPath(path: string): string {
  return path.split('/').map(scrubSegment).join('/');
}

function scrubSegment(segment: string): string {
  const place = /^[^;=]*=?/.exec(segment)?.[0] ?? '';
  // "..;id=1" must not become "..", which would name another place when the URL is read again.
  if (place !== segment && /^(?:\.|%2e){1,2}$/i.test(place)) return SCRUBBED;
  return isSecret(place) ? SCRUBBED : place;
}

function isSecret(text: string): boolean {
  const keys = text.match(LONG_RUN) ?? [];
  const plain = text.replaceAll('%40', '@');
  return SECRETS.some((pattern) => pattern.test(plain)) || keys.some((run) => /\d/.test(run));
}

function scrubQuery(search: string): string {
  const named = search
    .slice(1)
    .split('&')
    .filter((part) => part.includes('='));
  return named.length > 0 ? `?${named.map((part) => `${scrubName(part)}=`).join('&')}` : '';
}

function scrubName(part: string): string {
  const [name = ''] = new URLSearchParams(part).keys();
  return NAME.test(name) && !isSecret(name) ? encodeURIComponent(name) : SCRUBBED;
}
