/**
 * Assets: what a page shows and many visitors share (the text of a style sheet, a picture, a font) travels once and is stored once by its
 * SHA-256. In the event lines of a recording a reference stands where the text of a style sheet, or of a `data:` picture, stood, as a JSON string of its own:
 * `"_cssText":"falter-css:HASH"`. Which file an address meant is told by `falter/asset@1` (`AssetsPayload`).
 */

/**
 * `css`: text of a style sheet. `rules`: the rules of an adopted style sheet as rrweb records them, a JSON array. `drawn`: a picture that stands in
 * its address (`data:image/...`). `image`, `font`: files.
 */
export type AssetKind = ReferenceKind | 'image' | 'font';

/** What an event line may refer to. */
export type ReferenceKind = 'css' | 'rules' | 'drawn';

/** SHA-256 of the asset's bytes in base64url, without padding. */
export const ASSET_HASH_PATTERN: RegExp = /^[\w-]{43}$/;

const REFERENCE = /"falter-(css|rules|drawn):([\w-]{43})"/g;

/**
 * Characters that the references of one line may bring: far more than the sheets of any page, and too few to fill a memory for whoever
 * wrote one reference a thousand times. What is over is an empty sheet.
 */
export const EXPANDED_MAX_CHARS: number = 64 * 1024 * 1024;

/** What stands in an event line instead of the JSON text of a style sheet, its quotes included. */
export function assetReference(kind: ReferenceKind, hash: string): string {
  return `"falter-${kind}:${hash}"`;
}

/** Whether a whole text of an event is a reference. */
export function isAssetReference(text: string): boolean {
  return /^falter-(?:css|rules|drawn):[\w-]{43}$/.test(text);
}

/** Hashes that an event line refers to. */
export function assetsReferred(line: string): Set<string> {
  return new Set(line.includes('"falter-') ? Array.from(line.matchAll(REFERENCE), ([, , hash = '']) => hash) : []);
}

/** What a text of the kind `drawn` looks like: letters that need no quoting anywhere, so nothing hides behind it. */
export const DRAWN_TEXT: RegExp = /^data:image\/[\w.+-]+(?:;[\w=.-]+)*,[\w+/=%.~!*'():@,;$-]*$/;

/** A rule of an adopted style sheet, as rrweb records it. */
export interface SheetRule {
  rule: string;
  index?: number | number[];
}

/**
 * The rules that a text has, if it is one line of JSON and nothing else: it becomes part of an event line, and strangers sent it.
 */
export function rulesIn(text: string): SheetRule[] | undefined {
  try {
    const rules: unknown = /[\n\r]/.test(text) ? undefined : JSON.parse(text);
    return Array.isArray(rules) && rules.every(isRule) ? rules : undefined;
  } catch {
    return undefined;
  }
}

function isRule(found: unknown): found is SheetRule {
  if (typeof found !== 'object' || found === null) return false;
  const { rule, index, ...more } = found as Record<string, unknown>;
  const places = Array.isArray(index) ? index : [index ?? 0];
  return typeof rule === 'string' && places.every(Number.isInteger) && Object.keys(more).length === 0;
}

/**
 * The event line as rrweb recorded it: each reference replaced by its text. What nobody has becomes an empty sheet, so that the line
 * can be replayed all the same; whoever has to tell of gaps asks `assetsReferred` what was wished.
 * @param textOf the stored text by hash: CSS, or of `rules` the JSON array.
 */
export function expandAssets(line: string, textOf: (hash: string) => string | undefined): string {
  if (!line.includes('"falter-')) return line;
  let room = EXPANDED_MAX_CHARS;
  return line.replace(REFERENCE, (_, kind: ReferenceKind, hash: string) => {
    const known = textOf(hash);
    const text = known === undefined || known.length > room ? undefined : known;
    room -= text?.length ?? 0;
    if (kind === 'rules') return text !== undefined && rulesIn(text) ? text : '[]';
    return JSON.stringify(text ?? '');
  });
}

/** The hash of an asset. Rejects where the browser has no `crypto.subtle` (pages over http): there everything stays in its line. */
export async function hashAsset(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
}
