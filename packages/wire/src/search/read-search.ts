import { readSupportCode } from '../support-code.ts';
import { fieldInfo, SEARCH_FIELDS } from './search-fields.ts';
import { type PlacedTerm, parseTerms, printTerm, SEARCH_MAX_TERMS, type SearchTerm } from './search-terms.ts';
import { readNumber, readSearchTime, readSpan } from './search-values.ts';

/** Something that was not understood, or not as it may have been meant. */
export interface SearchWarning {
  /** Where it stands in the text. */
  start: number;
  end: number;
  /** What it is and what would be understood, in words. */
  text: string;
  /** What may have been meant, as a term to put in its place. */
  instead?: string | undefined;
}

export interface ReadSearch {
  /** What holds of the sessions that are looked for, without what was not understood. */
  terms: SearchTerm[];
  warnings: SearchWarning[];
}

export interface Known {
  /** Ids of the signals that there are; absent while nobody knows: then whatever is named may be one. */
  signals?: readonly string[] | undefined;
  /** Names by which the site tells something, as far as they are known. */
  names?: readonly string[];
}

/** Other words for a choice. */
const MEANT: Readonly<Record<string, string>> = {
  phone: 'mobile',
  smartphone: 'mobile',
  computer: 'desktop',
  laptop: 'desktop',
  pc: 'desktop',
  robot: 'bot',
  open: 'live',
  running: 'live',
  ended: 'closed',
  struggling: 'flagged',
  noted: 'commented',
  anybody: 'anyone',
  somebody: 'anyone',
};

/** Reads a written search: every text is one, and what of it means nothing is told beside it. */
export function readSearch(text: string, known: Known): ReadSearch {
  const read: ReadSearch = { terms: [], warnings: [] };
  for (const term of parseTerms(text)) {
    const { start, end, open, ...plain } = term;
    const place = { start, end };
    const judged = judge(plain, known);
    if (judged.term) read.terms.push(judged.term);
    if (judged.text !== undefined) read.warnings.push({ ...place, text: judged.text, instead: judged.instead });
    if (open) read.warnings.push(unclosed(term));
  }
  if (read.terms.length > SEARCH_MAX_TERMS) {
    const rest = `Only the first ${SEARCH_MAX_TERMS} terms are looked for.`;
    read.warnings.push({ start: text.length, end: text.length, text: rest });
    read.terms = read.terms.slice(0, SEARCH_MAX_TERMS);
  }
  return read;
}

interface Judged {
  term?: SearchTerm;
  text?: string;
  instead?: string | undefined;
}

function unclosed({ start, end, field, not, compare, value }: PlacedTerm): SearchWarning {
  const instead = printTerm({ field, not, compare, value });
  return { start, end, text: 'The quote is not closed: all behind it is one text.', instead };
}

function judge(term: SearchTerm, known: Known): Judged {
  const { field, value } = term;
  if (field === '') return value === '' ? {} : { term };
  const info = fieldInfo(field);
  // `TypeError:` of an error that somebody pasted.
  if (value === '' && !info) return { term: { ...term, field: '', value: `${field}:` } };
  if (value.trim() === '') {
    return { text: `\`${field}:\` needs a value${info ? `, as in \`${info.example}\`` : ''}.` };
  }
  if (!info) return judgeName(term, known);
  if (info.kind === 'measure') return judgeMeasure(term);
  if (info.kind === 'time') return judgeTime(term);
  if (info.kind === 'choice') return oneOf(term, info.values ?? []);
  if (field === 'signal') return known.signals ? oneOf(term, known.signals) : { term };
  if (field === 'code') {
    const code = readSupportCode(value);
    if (code === '') return { text: `\`${value}\` is no support code: these have eight signs, as \`7K2M-Q9XD\`.` };
    return { term: { ...term, value: code } };
  }
  return { term };
}

/** What is no field is what the site told by that name; unless it looks like a field that was mistyped. */
function judgeName(term: SearchTerm, { names = [] }: Known): Judged {
  const { field } = term;
  if (names.some((name) => name.toLowerCase() === field.toLowerCase())) return { term };
  const near = nearest(field, [...Object.keys(SEARCH_FIELDS), ...names]);
  if (near === undefined) return { term };
  const text = `There is no field \`${field}\`: it is taken for a name by which the site tells something.`;
  return { term, text, instead: printTerm({ ...term, field: near }) };
}

function judgeMeasure(term: SearchTerm): Judged {
  const { field, value } = term;
  const spans = fieldInfo(field)?.unit === 'ms';
  if ((spans ? readSpan(value) : readNumber(value)) !== undefined) return { term };
  const what = spans ? 'a time such as `90s`, `2m` or `1h`' : 'a number';
  return { text: `\`${field}:\` expects ${what}, with \`>\`, \`>=\`, \`<\` or \`<=\` before it if you like.` };
}

function judgeTime(term: SearchTerm): Judged {
  if (readSearchTime(term.value, { now: 0, zone: 'utc' }) !== undefined) return { term };
  const what = 'a day (`2026-11-01`), a time (`2026-11-01T10:30`) or how long ago (`24h`, `7d`)';
  return { text: `\`${term.field}:\` expects ${what}.` };
}

function oneOf(term: SearchTerm, values: readonly string[]): Judged {
  const { field } = term;
  const small = term.value.toLowerCase().replaceAll(' ', '-');
  const value = Object.hasOwn(MEANT, small) && values.includes(MEANT[small] ?? '') ? (MEANT[small] ?? '') : small;
  if (values.includes(value)) return { term: { ...term, value } };
  const near = nearest(value, values);
  const few = values.length <= 6 ? `: there are ${values.map((one) => `\`${one}\``).join(', ')}` : '';
  const instead = near === undefined ? undefined : printTerm({ ...term, value: near });
  return { text: `\`${field}:\` knows no \`${term.value}\`${few}.`, instead };
}

/** The word that differs least, if that is little: a letter of four, two of seven. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const small = word.toLowerCase();
  let best: { one: string; off: number } | undefined;
  for (const one of words) {
    const off = distance(small, one.toLowerCase());
    if (off <= Math.min(2, Math.floor(Math.min(one.length, small.length + 1) / 3.5)) && off < (best?.off ?? 3))
      best = { one, off };
  }
  return best?.one;
}

/** Letters to change, add, leave out or swap. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const cost = Math.min((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swapped ? Math.min(cost, (rows[i - 2]?.[j - 2] ?? 0) + 1) : cost);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 3;
}
