import { isRaw } from './raw.ts';

/**
 * Properties of an inline style that nobody sees change. Tools that take pictures of a page switch the caret off and on
 * again in every field (Playwright does so by default), libraries that drag and scroll the rest.
 */
const UNSEEN = /^(?:caret-color|pointer-events|(?:-webkit-)?user-select|will-change|touch-action)$/;

const NAME = /^[\w-]+$/;

/** Characters of a style that are looked at. */
const STYLE_MAX = 4_000;

/**
 * Only such properties differ. `before` is the style as it is known, `after` what a mutation tells: the whole style as
 * text, the properties that changed as an object, or neither for none.
 */
export function isUnseenStyle(before: unknown, after: unknown): boolean {
  if (isRaw(after)) return Object.keys(after).every((name) => UNSEEN.test(name));
  const old = declarations(before);
  const now = declarations(after);
  for (const [name, value] of old) if (now.get(name) !== value && !UNSEEN.test(name)) return false;
  for (const name of now.keys()) if (!old.has(name) && !UNSEEN.test(name)) return false;
  return true;
}

function declarations(style: unknown): Map<string, string> {
  if (isRaw(style)) {
    const kept = Object.entries(style).filter(([, value]) => value !== false);
    return new Map(kept.map(([name, value]) => [name, Array.isArray(value) ? value.join(' !') : String(value)]));
  }
  const found = new Map<string, string>();
  if (typeof style !== 'string') return found;
  for (const part of style.slice(0, STYLE_MAX).split(';')) {
    const colon = part.indexOf(':');
    const name = colon > 0 ? part.slice(0, colon).trim() : '';
    if (NAME.test(name)) found.set(name.toLowerCase(), part.slice(colon + 1).trim());
  }
  return found;
}
