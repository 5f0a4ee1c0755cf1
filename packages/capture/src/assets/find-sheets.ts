import { ASSET_MIN_CHARS, DRAWN_TEXT, type ReferenceKind } from '@falter/wire';

/** A style sheet, or a `data:` picture, in the text of an event: of which kind, and where its JSON stands. */
export interface FoundSheet {
  kind: ReferenceKind;
  /** UTF-16 units, `from` included, `until` not. */
  from: number;
  until: number;
}

/**
 * Keys of rrweb's under which whole style sheets stand, behind quotes that no text inside of JSON can have: the sheet of a link or a style
 * element, what a script put in the place of a whole sheet, the rules of an adopted one.
 */
const WHOLE = /"(?:_cssText|replace(?:Sync)?)":(?=")|"rules":(?=\[\{"rule":")/g;

/** Pictures that stand in their address. */
const DRAWN = /"(?:src|poster|(?:xlink:)?href)":(?="data:image)/g;

/** And rules that were added one by one. */
const ANY = /"(?:_cssText|replace(?:Sync)?)":(?=")|"(?:rules|adds)":(?=\[\{"rule":")/g;

/** Half of a character, as JSON writes it: it would not survive UTF-8. What looks like one stays in its line, too. */
const HALF = /\\ud[89a-f]/;

/** Style sheets that are worth a reference, in the order in which they stand in `line`, the JSON of an event. */
export function findSheets(line: string): FoundSheet[] {
  const isWorth = ({ from, until }: FoundSheet): boolean =>
    until - from >= ASSET_MIN_CHARS && !HALF.test(line.slice(from, until));
  const drawn = find(line, DRAWN).filter(({ from, until }) => DRAWN_TEXT.test(line.slice(from + 1, until - 1)));
  const all = [...find(line, WHOLE), ...drawn.map((found) => ({ ...found, kind: 'drawn' as const }))];
  return all.filter(isWorth).sort((a, b) => a.from - b.from);
}

/** Addresses that the style sheets in `line` name, small ones and single rules too, as they stand there: http and https. */
export function addressesInSheets(line: string): string[] {
  if (!line.includes('url(')) return [];
  const inside = find(line, ANY).map(({ from, until }) => line.slice(from, until));
  return inside.flatMap(addressesInCss).filter((address) => /^https?:/i.test(address));
}

const ADDRESS = /url\(\s*(?:\\?["'])?([^"'\\)]+)/gi;

/** What stands in `url(...)`, in CSS or in the JSON of it. */
export function addressesInCss(css: string): string[] {
  return Array.from(css.matchAll(ADDRESS), ([, address = '']) => address);
}

function find(line: string, keys: RegExp): FoundSheet[] {
  const found: FoundSheet[] = [];
  keys.lastIndex = 0;
  for (let key = keys.exec(line); key; key = keys.exec(line)) {
    const from = keys.lastIndex;
    const kind = line[from] === '"' ? 'css' : 'rules';
    const until = kind === 'css' ? endOfString(line, from) : endOfList(line, from);
    keys.lastIndex = until;
    found.push({ kind, from, until });
  }
  return found;
}

/** Behind the quote that ends the string which begins at `from`. By hand: a regular expression overflows on megabytes. */
function endOfString(json: string, from: number): number {
  for (let end = json.indexOf('"', from + 1); ; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
}

function endOfList(json: string, from: number): number {
  const marks = /["[\]]/g;
  let depth = 0;
  marks.lastIndex = from;
  for (let mark = marks.exec(json); mark; mark = marks.exec(json)) {
    if (mark[0] === '"') marks.lastIndex = endOfString(json, mark.index);
    else depth += mark[0] === '[' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return json.length;
}
