import { DRAWN_PARAMETER } from '@falter/wire';
import { type Hear, type MaskRules, maskText } from './mask-text.ts';

/** Query parameters that make a browser fetch a new version of a file. Those that say how one is drawn are the wire's. */
const VERSIONS: ReadonlySet<string> = new Set(['v', 'ver', 'version']);
const VERSION = /^=[\w.-]{1,64}$/;

/** Files that pages are made of: a hash in their name says which version it is. */
const FILE = /\.(?:avif|bmp|css|eot|gif|ico|jpe?g|m?js|json|map|mp[34]|otf|png|svg|ttf|web[mp]|woff2?)$/i;

/** A fragment that names a part of a page, or of a file of symbols: `#icon-cart`, `#/cart`. */
const ANCHOR = /^#(?:!?\/[^?&#=]*|[A-Za-z][\w:.-]{0,79})?$/;

/** `scheme://user:password@`, up to where the host begins. */
const CREDENTIALS = /^([a-z][a-z\d+.-]{0,30}:)?\/\/[^/?#\s]*@/i;

/** `;jsessionid=...` behind a segment. */
const PATH_PARAMETER = /;[^;=/]*=[^/]*/g;

/** An address that is a place and no more: nothing in it is as long as a key, or begins what may be one. */
const PLAIN = /^[a-z]{2,6}:\/\/[\w.-]{1,100}(?::\d{1,5})?(?:\/[\w.~!,-]{0,12})*$/;

/** What an address is allowed to say. */
export interface AddressRules {
  /** Query parameters of the project's own. */
  parameters: ReadonlySet<string>;
  /** Credentials, query values and fragments go. */
  address: boolean;
  /** What is masked in its parts. */
  mask: MaskRules;
}

/**
 * A URL without its credentials, the values of its query (but allowed ones), and a fragment that is more than an anchor; what is an
 * e-mail address or a key in its path is masked. The names of files stay. Relative ones and those cut off are taken as they
 * are. Twice is as once. Linear.
 */
export function redactAddress(url: string, rules: AddressRules, hear: Hear): string {
  if (PLAIN.test(url)) return url;
  const [beforeHash, hash] = cutAt(url, '#');
  const [beforeQuery, query] = cutAt(beforeHash, '?');
  const bare = rules.address ? beforeQuery.replace(CREDENTIALS, '$1//').replace(PATH_PARAMETER, '') : beforeQuery;
  const path = redactPath(bare, rules.mask, hear);
  const kept = rules.address ? redactQuery(query, rules, hear) : maskText(query, rules.mask, hear);
  const anchor = rules.address ? redactFragment(hash, rules) : maskText(hash, rules.mask, hear);
  if (rules.address && (bare !== beforeQuery || kept !== query || anchor !== hash)) hear('address');
  return path + kept + anchor;
}

function redactPath(path: string, mask: MaskRules, hear: Hear): string {
  const inFile: MaskRules = { ...mask, card: false, token: mask.token === 'none' ? 'none' : 'named' };
  const rules = FILE.test(path) ? inFile : mask;
  const parts = path.split('/');
  return parts.map((part) => maskText(part, rules, hear)).join('/');
}

function redactQuery(query: string, { parameters, mask }: AddressRules, hear: Hear): string {
  if (query === '') return '';
  const named = query
    .slice(1)
    .split('&')
    .filter((part) => part.includes('='));
  const kept = named.map((part) => {
    const [name, value] = cutAt(part, '=');
    const plain = maskText(name, mask, hear);
    if (VERSIONS.has(name) && VERSION.test(value)) return part;
    return DRAWN_PARAMETER.test(part) || parameters.has(name) ? plain + maskText(value, mask, hear) : `${plain}=`;
  });
  return kept.length > 0 ? `?${kept.join('&')}` : '';
}

/** Nothing hears of what is in it: the whole of it goes. */
function redactFragment(hash: string, { mask }: AddressRules): string {
  const unchanged = maskText(hash, mask, () => {}) === hash;
  return unchanged && ANCHOR.test(hash) ? hash : '';
}

/** What stands before the first `sign`, and the rest from there. */
function cutAt(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
}
