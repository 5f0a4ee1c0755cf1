import {
  fieldInfo,
  type PlacedTerm,
  parseTerms,
  printTerm,
  SEARCH_FIELDS,
  type SearchField,
  type SearchTerm,
  type SearchValues,
} from '@falter/wire';

/** Something to put in the place of what is being typed. */
export interface Completion {
  /** What stands there then; a name of a field ends with `:`, so that its value follows. */
  text: string;
  /** What it is, in words. */
  about: string;
}

export interface Completions {
  /** The part of the text that is replaced. */
  start: number;
  end: number;
  options: Completion[];
}

/** More than this nobody reads. */
const OFFERED_MAX = 8;

export interface Offer {
  signals: readonly { id: string; title: string }[];
  values: SearchValues;
}

/** What could be meant by the word at the caret. */
export function completionsAt(text: string, caret: number, offer: Offer): Completions {
  const at = parseTerms(text).find(({ start, end }) => start <= caret && caret <= end && caret > start);
  if (at === undefined)
    return { start: caret, end: caret, options: fieldsLike('', false, offer).slice(0, OFFERED_MAX) };
  const { start, end } = at;
  const options = at.field === '' && !at.open ? fieldsLike(at.value, at.not, offer) : valuesLike(at, offer);
  return { start, end, options: options.slice(0, OFFERED_MAX) };
}

/** Names of fields that begin like a word. */
function fieldsLike(word: string, not: boolean, { values }: Offer): Completion[] {
  const sign = not ? '-' : '';
  const fields = Object.entries(SEARCH_FIELDS).map(([name, { about }]) => ({ name, about }));
  const told = [...new Set(values.attributes.map((pair) => pair.slice(0, pair.indexOf(':'))))]
    .filter((name) => fieldInfo(name) === undefined)
    .map((name) => ({ name, about: 'what the site told' }));
  const small = word.toLowerCase();
  const alike = [...fields, ...told].filter(({ name }) => name.toLowerCase().startsWith(small));
  return alike.map(({ name, about }) => ({ text: `${sign}${name}:`, about }));
}

function valuesLike(term: PlacedTerm, offer: Offer): Completion[] {
  const { field, not, compare, value } = term;
  const make = (found: string, about = ''): Completion => ({
    text: printTerm({ field, not, compare, value: found }),
    about,
  });
  if (field === 'signal') {
    const { signals } = offer;
    return ranked(signals, value, ({ id }) => id).map(({ id, title }) => make(id, title));
  }
  const known = valuesOf(term, offer.values);
  const typed = printTerm(term);
  return ranked(known, value, (one) => one)
    .map((one) => make(one))
    .filter(({ text }) => text !== typed);
}

/** Values that a field had of late, or that it may have. */
function valuesOf({ field }: SearchTerm, values: SearchValues): readonly string[] {
  const info = fieldInfo(field);
  if (info?.values) return info.values;
  const offered: Partial<Record<SearchField, readonly string[]>> = {
    url: values.urls,
    entry: values.urls,
    error: values.errors,
    text: values.elements,
    element: values.elements,
    tag: values.tags,
    browser: values.browsers,
    os: values.systems,
    release: values.releases,
    from: ['1h', '24h', '7d', '30d'],
    to: ['1h', '24h', '7d'],
    score: ['20', '40', '60', '80'],
    duration: ['30s', '2m', '10m'],
  };
  if (info) return offered[field as SearchField] ?? [];
  const own = `${field.toLowerCase()}:`;
  return values.attributes.filter((pair) => pair.toLowerCase().startsWith(own)).map((pair) => pair.slice(own.length));
}

/** What begins with a word first, then what has it in it. */
function ranked<T>(all: readonly T[], word: string, nameOf: (one: T) => string): T[] {
  const small = word.toLowerCase();
  const at = (one: T): number => nameOf(one).toLowerCase().indexOf(small);
  return [...all.filter((one) => at(one) === 0), ...all.filter((one) => at(one) > 0)];
}
