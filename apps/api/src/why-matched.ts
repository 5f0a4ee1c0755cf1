import { type MatchRow, printTerm, type SearchTerm, type Session } from '@falter/wire';

/** Places that a row tells: more do not fit beside it. */
const MATCHES_MAX = 4;

/** Characters of an excerpt before the match, and of all of it. */
const BEFORE = 30;
const EXCERPT_MAX = 120;

/** Where the words of a search stand in a session. What a row shows anyway (device, score, signals) is not told again. */
export function whyMatched(session: Session, terms: readonly SearchTerm[]): MatchRow[] {
  return terms.flatMap((term) => matchOf(session, term) ?? []).slice(0, MATCHES_MAX);
}

type Place = readonly [field: string, text: string];

function matchOf(session: Session, term: SearchTerm): MatchRow | undefined {
  if (term.not || term.value === '') return undefined;
  const wanted = term.value.toLowerCase();
  for (const [field, text] of placesOf(session, term.field)) {
    const at = text.toLowerCase().indexOf(wanted);
    if (at >= 0) return { term: printTerm(term), field, ...excerpt(text, at, wanted.length) };
  }
  return undefined;
}

/** Texts of a session in which a term of this field may be found, what says most first. */
function placesOf(session: Session, field: string): Place[] {
  const { seen, person, traits, attributes, title, entryUrl, search, id, supportCode } = session;
  const each = (name: string, texts: readonly string[] = []): Place[] => texts.map((text) => [name, text]);
  // What was written before words were kept by kind is a line of all of them, in lower case.
  const byKind = (name: string, texts: readonly string[] | undefined): Place[] =>
    seen ? each(name, texts) : each('words', search.split('\n'));
  const who: Place[] = [['person', person], ...Object.entries(traits)];
  if (field === 'person') return who;
  if (field === 'url') return byKind('url', seen?.urls);
  if (field === 'error') return byKind('error', seen?.errors);
  if (field === 'text') return byKind('text', seen?.elements);
  if (field === 'entry') return [['entry', entryUrl]];
  if (field === 'id') return [['id', id]];
  if (field === 'code') return [['code', supportCode]];
  if (field !== '')
    return [...Object.entries(attributes), ...Object.entries(traits)].filter(([name]) => isNamed(name, field));
  return [
    ...who,
    ...Object.entries(attributes),
    ...each('error', seen?.errors),
    ...each('text', seen?.elements),
    ...each('url', seen?.urls),
    ['title', title],
    ['entry', entryUrl],
    ['id', id],
    ['code', supportCode],
    ['code', supportCode.replace('-', '')],
    ...each('words', search.split('\n')),
  ];
}

function isNamed(name: string, field: string): boolean {
  return name.toLowerCase() === field.toLowerCase();
}

/** The match and what stands around it. Where the language folds letters into more of them, the mark may be off by one. */
function excerpt(text: string, at: number, length: number): Pick<MatchRow, 'text' | 'from' | 'to'> {
  const start = at <= BEFORE ? 0 : at - BEFORE;
  const end = Math.min(text.length, start + EXCERPT_MAX);
  const [head, tail] = [start > 0 ? '…' : '', end < text.length ? '…' : ''];
  const from = Math.min(at - start, end - start) + head.length;
  const told = `${head}${text.slice(start, end)}${tail}`;
  return { text: told, from, to: Math.min(from + length, told.length) };
}
