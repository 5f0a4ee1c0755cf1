import { type Raw, toRaw, toText } from './raw.ts';

/** `$pageview`, `Navigate`, `app.nav`: how other recorders tell a new address inside rrweb's custom events. */
export function customHref(raw: Raw): string {
  if (!/page_?view|navigat|\bnav$|reload/i.test(toText(raw.tag).slice(0, 60))) return '';
  const payload = toRaw(raw.payload);
  const href = toText(raw.payload) || toText(payload.href) || toText(payload.url);
  return /^https?:/.test(href) ? href : '';
}

/** Two addresses that differ only behind `#` are one document. */
export function withoutFragment(href: string): string {
  const end = href.indexOf('#');
  return end < 0 ? href : href.slice(0, end);
}
