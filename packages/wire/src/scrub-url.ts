/**
 * A URL without what must not leave a page: credentials, query values and fragment. Names of query parameters stay,
 * they tell pages apart ("?fault=&step="). Fragments that are routes ("#/cart") stay without their own query. Anything
 * that does not parse as an http(s) URL becomes '' (data:, blob: and javascript: carry content, not places).
 */
export function scrubUrl(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return '';
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return '';
  const names = [...parsed.searchParams.keys()].map((name) => `${encodeURIComponent(name)}=`);
  const query = names.length > 0 ? `?${names.join('&')}` : '';
  const route = /^#!?\/[^?]*/.exec(parsed.hash)?.[0] ?? '';
  return `${parsed.origin}${parsed.pathname}${query}${route}`;
}
