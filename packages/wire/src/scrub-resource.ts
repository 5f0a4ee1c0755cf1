import { maskSensitive } from './sensitive-text.ts';

/** Parameters that say which picture, font or version is meant, with what such a one says. Any other value may be a person's. */
export const DRAWN_PARAMETER: RegExp =
  /^(?:(?:[whsqv]|width|height|size|quality|dpr|scale|ver|version)=[\d.x-]{0,12}|(?:fm|format|fit|crop|auto|display|subset|family)=[\w .,:;|@+%-]{0,100})$/i;

/** A place inside a file (`sprite.svg#cart`): a name, no `access_token=`. */
const PLACE = /^#[\w:.-]{1,64}$/;

/** An address without any of these names nobody. */
const SUSPECT = /[?#@;%]|eyJ/;

/** What the visitor sees may stand in the address itself; any other `data:` is content. */
const DRAWN = /^data:(?:image|font|application\/(?:x-)?font)/i;

/**
 * The address of something that a replay loads (a picture, a style sheet, a font), relative or absolute, without what must not leave a
 * page: credentials, query values but an allow-list (names stay), fragments but names of places, e-mail addresses and tokens in the
 * path. The rest of the path stays, because it names the file; so does `data:` of pictures and fonts. Any other scheme than
 * http(s) becomes ''. With `strict`, no query at all and no picture in the address (fonts stay).
 */
export function scrubResource(address: string, strict = false): string {
  const url = address.replace(/[\t\n\r]|^ +| +$/g, '');
  if (/^(?!https?:)[a-z][a-z\d+.-]*:/i.test(url))
    return DRAWN.test(url) && !(strict && /^data:i/i.test(url)) ? url : '';
  if (!SUSPECT.test(url)) return url;
  const [, place = '', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? [];
  const path = place.replace(/^((?:https?:)?[\\/]{2})[^\\/]*@/i, '$1');
  return (
    path.split('/').map(scrubSegment).join('/') +
    (strict ? '' : scrubSearch(search.slice(1))) +
    (PLACE.test(hash) ? maskSensitive(hash) : '')
  );
}

/** Letters and digits that look like a key are mostly the hash of a file here; what names somebody, or is signed, goes. */
function scrubSegment(segment: string): string {
  const [name = ''] = segment.split(';');
  return /@|%(?:25)*40|eyJ/i.test(name) ? maskSensitive(name) : name;
}

function scrubSearch(search: string): string {
  const kept = search.split('&').map(scrubParameter).filter(Boolean);
  return kept.length > 0 ? `?${kept.join('&')}` : '';
}

function scrubParameter(part: string): string {
  if (DRAWN_PARAMETER.test(part) && maskSensitive(part, true) === part) return part;
  const [name = ''] = part.split('=', 1);
  return part.includes('=') && /^[\w.[\]-]{1,40}$/.test(name) ? `${maskSensitive(name)}=` : '';
}
