/**
 * What a value of a field is. `part`: a text that what is looked at contains. `whole`: all of it. `choice`: one of a few words.
 * `measure`: a number that may be compared. `time`: a moment, or how long ago it was.
 */
export type FieldKind = 'part' | 'whole' | 'choice' | 'measure' | 'time';

export interface SearchFieldInfo {
  kind: FieldKind;
  /** What a list says of a term of it: `Page url`. */
  label: string;
  /** What it looks at, for whoever types. */
  about: string;
  /** A term that is understood. */
  example: string;
  /** Of a choice: the words. */
  values?: readonly string[];
  /** Of a measure: what its numbers count, and what else they may be written in. */
  unit?: 'number' | 'ms';
}

export type SearchField =
  | 'person'
  | 'url'
  | 'entry'
  | 'signal'
  | 'error'
  | 'text'
  | 'score'
  | 'duration'
  | 'pages'
  | 'clicks'
  | 'device'
  | 'browser'
  | 'os'
  | 'release'
  | 'is'
  | 'tag'
  | 'watched'
  | 'from'
  | 'to'
  | 'id'
  | 'code'
  | 'page'
  | 'found-on'
  | 'element'
  | 'issue';

/** Every field of a search by its name, in the order in which they are offered. What is none of them is what the site told, by name. */
export const SEARCH_FIELDS: Readonly<Record<SearchField, SearchFieldInfo>> = {
  person: {
    kind: 'whole',
    label: 'Person',
    about: 'who it was: the site’s own id, or a name or address that the site told',
    example: 'person:ada@x.org',
  },
  url: {
    kind: 'part',
    label: 'Saw',
    about: 'a page that was seen, by a part of its address',
    example: 'url:/checkout',
  },
  entry: { kind: 'part', label: 'Began on', about: 'the first page, by a part of its address', example: 'entry:/sale' },
  signal: { kind: 'whole', label: 'Signal', about: 'a struggle that was found', example: 'signal:rage-click' },
  error: { kind: 'part', label: 'Error', about: 'what an error said', example: 'error:"card declined"' },
  text: { kind: 'part', label: 'Clicked', about: 'what was clicked, by its words', example: 'text:"Pay now"' },
  score: {
    kind: 'measure',
    label: 'Score',
    about: 'the struggle score, 0 to 100',
    example: 'score:>40',
    unit: 'number',
  },
  duration: { kind: 'measure', label: 'Duration', about: 'how long it took', example: 'duration:>2m', unit: 'ms' },
  pages: { kind: 'measure', label: 'Pages', about: 'how many pages were seen', example: 'pages:>5', unit: 'number' },
  clicks: {
    kind: 'measure',
    label: 'Clicks',
    about: 'how many clicks there were',
    example: 'clicks:0',
    unit: 'number',
  },
  device: {
    kind: 'choice',
    label: 'Device',
    about: 'the kind of device',
    example: 'device:phone',
    values: ['desktop', 'mobile', 'tablet', 'unknown'],
  },
  browser: {
    kind: 'whole',
    label: 'Browser',
    about: 'the browser, with its version or without',
    example: 'browser:firefox',
  },
  os: { kind: 'part', label: 'System', about: 'the operating system', example: 'os:windows' },
  release: { kind: 'whole', label: 'Release', about: 'the release of the site', example: 'release:2.3.1' },
  is: {
    kind: 'choice',
    label: 'Is',
    about: 'what state it is in',
    example: 'is:live',
    values: ['live', 'closed', 'flagged', 'commented', 'bot', 'imported'],
  },
  tag: { kind: 'whole', label: 'Tag', about: 'a word that somebody filed it under', example: 'tag:payment' },
  watched: {
    kind: 'choice',
    label: 'Watched by',
    about: 'whether you watched it, or anyone did; `-watched:anyone` is what nobody has seen',
    example: 'watched:me',
    values: ['me', 'anyone'],
  },
  from: { kind: 'time', label: 'From', about: 'not before a day or time, or so long ago', example: 'from:7d' },
  to: { kind: 'time', label: 'Until', about: 'before a day or time, or so long ago', example: 'to:2026-11-01' },
  id: { kind: 'whole', label: 'Session', about: 'the id of the session', example: 'id:Q7fW2mZx9KpLa3Yd' },
  code: {
    kind: 'whole',
    label: 'Support code',
    about: 'the code that the visitor read out',
    example: 'code:7K2M-Q9XD',
  },
  page: { kind: 'whole', label: 'Saw page', about: 'a page as the dashboard names it', example: 'page:/tea/:id' },
  'found-on': {
    kind: 'whole',
    label: 'Found on',
    about: 'the page of a struggle, as the dashboard names it',
    example: 'found-on:/checkout',
  },
  element: {
    kind: 'whole',
    label: 'On',
    about: 'the element of a struggle, as the dashboard names it',
    example: 'element:"button \\"Pay now\\""',
  },
  issue: { kind: 'whole', label: 'Issue', about: 'the issue of a struggle, by its id', example: 'issue:4f2c' },
};

/** Other names that people type. */
const ALIASES: Readonly<Record<string, SearchField>> = {
  user: 'person',
  email: 'person',
  visited: 'url',
  saw: 'url',
  landing: 'entry',
  click: 'text',
  clicked: 'text',
  message: 'error',
  session: 'id',
  since: 'from',
  until: 'to',
  version: 'release',
  system: 'os',
};

/** The field of a name as somebody types it; undefined where it is none. */
export function fieldNamed(name: string): SearchField | undefined {
  const small = name.toLowerCase();
  if (Object.hasOwn(SEARCH_FIELDS, small)) return small as SearchField;
  return Object.hasOwn(ALIASES, small) ? ALIASES[small] : undefined;
}

/** What a field is; undefined for what the site told, and for words alone. */
export function fieldInfo(field: string): SearchFieldInfo | undefined {
  return Object.hasOwn(SEARCH_FIELDS, field) ? SEARCH_FIELDS[field as SearchField] : undefined;
}
