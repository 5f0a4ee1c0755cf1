import { fieldInfo, fieldNamed } from './search-fields.ts';

// search  = { space | term }
// term    = [ "-" ] [ name ":" [ compare ] ] value
// name    = letter { letter | digit | "_" | "-" | "." }
// compare = ">" | ">=" | "<" | "<=", of a field that is a measure
// value   = quoted | bare
// quoted  = '"' { any but '"' and "\" | "\" any } '"', and a space or the end behind it
// bare    = what is no space, up to the next
//
// A name before "//" is none, so that an address is a value. What no rule takes is a bare value: every text is some search.

/** One condition of a search. All of a search hold. */
export interface SearchTerm {
  /** Name of a field in SEARCH_FIELDS, '' for words that stand anywhere, else a name by which the site told something. */
  field: string;
  /** The condition must not hold. */
  not: boolean;
  compare: '' | '>' | '>=' | '<' | '<=';
  value: string;
}

/** A term and where it stands in the text. */
export interface PlacedTerm extends SearchTerm {
  start: number;
  end: number;
  /** A quote was opened and not closed: everything behind it is the value. */
  open: boolean;
}

/**
 * Characters of a search, and terms of it: more than anybody types, enough for a link to what was found on one element of one page, and
 * few enough to be asked of a store.
 */
export const SEARCH_MAX_CHARS = 2_000;
export const SEARCH_MAX_TERMS = 20;

const HEAD = /(-(?=[^\s-]))?(?:([\p{L}][\p{L}\p{N}_.-]*):(?!\/\/))?/uy;
const COMPARE = /[<>]=?/y;
const QUOTED = /"((?:[^"\\]|\\[\s\S])*)"(?=\s|$)/y;
const OPEN = /"((?:[^"\\]|\\[\s\S])*)\\?$/y;
const BARE = /\S*/y;
const SPACE = /\s*/y;

/** The terms of a text, in order. A name without a value is a term whose value is ''. */
export function parseTerms(text: string): PlacedTerm[] {
  const terms: PlacedTerm[] = [];
  let at = skip(text, 0);
  while (at < text.length) {
    const term = readTerm(text, at);
    terms.push(term);
    at = skip(text, term.end);
  }
  return terms;
}

function skip(text: string, at: number): number {
  return at + (match(SPACE, text, at)?.[0].length ?? 0);
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readTerm(text: string, start: number): PlacedTerm {
  const [head = '', minus, name = ''] = match(HEAD, text, start) ?? [];
  const field = fieldNamed(name) ?? name;
  let at = start + head.length;
  const compare = fieldInfo(field)?.kind === 'measure' ? (match(COMPARE, text, at)?.[0] ?? '') : '';
  at += compare.length;
  const term = { field, not: minus !== undefined, compare: compare as SearchTerm['compare'], start };
  const quoted = match(QUOTED, text, at);
  if (quoted) return { ...term, value: plainText(quoted[1] ?? ''), end: at + quoted[0].length, open: false };
  const open = match(OPEN, text, at);
  if (open) return { ...term, value: plainText(open[1] ?? ''), end: text.length, open: true };
  const bare = match(BARE, text, at)?.[0] ?? '';
  return { ...term, value: bare, end: at + bare.length, open: false };
}

function plainText(quoted: string): string {
  return quoted.replace(/\\([\s\S])/g, '$1');
}

/** A term as one types it: bare where that says the same, else in quotes. */
export function printTerm(term: SearchTerm): string {
  const { field, not, compare, value } = term;
  const head = `${not ? '-' : ''}${field === '' ? '' : `${field}:`}${compare}`;
  const [read, ...more] = parseTerms(head + value);
  if (value !== '' && read && more.length === 0 && !read.open && sameTerm(read, term)) return head + value;
  return `${head}"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** A search as one types it: `parseTerms` of it are the same terms. */
export function printSearch(terms: readonly SearchTerm[]): string {
  return terms.map(printTerm).join(' ');
}

export function sameTerm(a: SearchTerm, b: SearchTerm): boolean {
  return a.field === b.field && a.not === b.not && a.compare === b.compare && a.value === b.value;
}
