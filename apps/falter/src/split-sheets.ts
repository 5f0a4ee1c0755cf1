import { hash } from 'node:crypto';
import {
  ASSET_MAX_BYTES,
  ASSET_MIN_CHARS,
  ASSETS_NAMED_MAX,
  assetReference,
  assetsReferred,
  DRAWN_TEXT,
  type RecordedEvent,
  type ReferenceKind,
  rulesIn,
} from '@falter/wire';

/** The text of a style sheet, or of a `data:` picture, that left its event. */
export interface SheetText {
  hash: string;
  kind: ReferenceKind;
  text: string;
}

/** An event as its line is stored, and what the line refers to. */
export interface SplitEvent {
  line: string;
  /** Bytes by which the whole line is longer. */
  sparedBytes: number;
  sheets: SheetText[];
  /** Hashes that the line names: those of its sheets, and what was a reference before. */
  assets: string[];
}

/**
 * The line of an event in which references stand in the place of large style sheets: texts of links and style elements, rules of adopted
 * sheets. `expandAssets` makes of it what `JSON.stringify(event)` would have been, letter by letter. What cannot come back so (half
 * surrogate pairs), what is too large, and what a batch has no room to name, stays where it is.
 * @throws RangeError as JSON.stringify does, for what nests too deep
 */
export function splitSheets(event: RecordedEvent): SplitEvent {
  const sheets = new Map<string, SheetText>();
  let spared = 0;
  const take = (kind: ReferenceKind, text: string, whole: string): string | undefined => {
    if (!text.isWellFormed() || Buffer.byteLength(text) > ASSET_MAX_BYTES) return undefined;
    const sheet = { hash: hash('sha256', text, 'base64url'), kind, text };
    if (!sheets.has(sheet.hash) && sheets.size >= ASSETS_NAMED_MAX) return undefined;
    sheets.set(sheet.hash, sheet);
    const reference = assetReference(kind, sheet.hash);
    spared += Buffer.byteLength(whole) - reference.length;
    return JSON.parse(reference) as string;
  };
  const line = JSON.stringify(event, function (this: unknown, key: string, value: unknown) {
    return referenceTo(this, key, value, take) ?? value;
  });
  return {
    line,
    sparedBytes: spared,
    sheets: [...sheets.values()],
    assets: [...assetsReferred(line)].slice(0, ASSETS_NAMED_MAX),
  };
}

/** Attributes in which a picture may stand itself. */
const DRAWN_KEYS: ReadonlySet<string> = new Set(['src', 'href', 'xlink:href', 'poster']);

type Take = (kind: ReferenceKind, text: string, whole: string) => string | undefined;

/** What stands in the place of a value that is the text of a large style sheet. */
function referenceTo(holder: unknown, key: string, value: unknown, take: Take): string | undefined {
  if (typeof value === 'string') {
    if (value.length < ASSET_MIN_CHARS) return undefined;
    if (key === '_cssText' || isStyleText(holder, key)) return take('css', value, JSON.stringify(value));
    return DRAWN_KEYS.has(key) && DRAWN_TEXT.test(value) ? take('drawn', value, JSON.stringify(value)) : undefined;
  }
  if (key !== 'rules' || !Array.isArray(value)) return undefined;
  const text = JSON.stringify(value);
  return text.length >= ASSET_MIN_CHARS && rulesIn(text) ? take('rules', text, text) : undefined;
}

/** The text within a style element, as rrweb marked it. */
function isStyleText(holder: unknown, key: string): boolean {
  return key === 'textContent' && (holder as { isStyle?: unknown }).isStyle === true;
}
