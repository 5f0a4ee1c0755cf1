import { isRaw } from './raw.ts';

/**
 * Properties of an inline style that nobody sees change. Tools that take pictures of a page switch the caret off and on
 * again in every field (Playwright does so by default), libraries that drag and scroll the rest.
 */
const UNSEEN = /^(?:caret-color|pointer-events|(?:-webkit-)?user-select|will-change|touch-action)$/;

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
  if (typeof style !== 'string') return new Map();
  const parts = style.slice(0, STYLE_MAX).split(';');
  const found = parts.map((part) => /^\s*([\w-]+)\s*:\s*(.*?)\s*$/s.exec(part)).filter((part) => part !== null);
  return new Map(found.map(([, name = '', value = '']) => [name.toLowerCase(), value]));
}
