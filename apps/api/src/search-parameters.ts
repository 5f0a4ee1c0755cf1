import { parseTerms, printTerm, readSearch, SEARCH_FIELDS, type SearchField, type SearchTerm } from '@falter/wire';
import type * as z from 'zod/mini';
import { text } from './parameters.ts';
import { ApiError } from './problem.ts';

/** Characters of one condition. */
const VALUE_MAX_CHARS = 400;

/** Fields that GET /api/v1/sessions had before there was a written form: they stay as they are, and only their opposite is new. */
const OLDER: ReadonlySet<string> = new Set([
  ...['person', 'signal', 'device', 'browser', 'release', 'page', 'found-on', 'element', 'issue', 'from', 'to'],
]);

/** What the site told by a name: `attribute=plan:gold`. */
const TOLD = 'attribute';

interface FieldParameter {
  name: string;
  field: string;
  not: boolean;
  about: string;
}

const PARAMETERS: readonly FieldParameter[] = [...Object.keys(SEARCH_FIELDS), TOLD].flatMap((field) => {
  const example = field === TOLD ? 'plan:gold' : SEARCH_FIELDS[field as SearchField].example;
  const about = field === TOLD ? 'what the site told by a name' : SEARCH_FIELDS[field as SearchField].about;
  const camel = field.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const not = { name: `not${camel[0]?.toUpperCase()}${camel.slice(1)}`, field, not: true };
  const words = `${about}; as in the written form \`${example}\`, its value.`;
  const opposite = { ...not, about: `Only sessions of which this does not hold: ${words}` };
  if (OLDER.has(field)) return field === 'from' || field === 'to' ? [] : [opposite];
  return [{ name: camel, field, not: false, about: `Only sessions by ${words}` }, opposite];
});

/** A query parameter for every field of a search, and one for its opposite: `url`, `notUrl`. */
export function fieldParameters(): Record<string, z.ZodMiniType<string, string | undefined>> {
  return Object.fromEntries(PARAMETERS.map(({ name, about }) => [name, text(VALUE_MAX_CHARS, about)]));
}

/**
 * The terms that the parameters of fields say. `given`: what was asked for, by name of the parameter.
 * @throws ApiError `bad_parameter`
 */
export function termsOfParameters(given: object, signals: readonly string[]): SearchTerm[] {
  const values = new Map<string, unknown>(Object.entries(given));
  return PARAMETERS.flatMap((parameter) => {
    const value = values.get(parameter.name);
    if (typeof value !== 'string' || value === '') return [];
    const term = termOf(parameter, value);
    const { terms, warnings } = readSearch(printTerm(term), { signals, names: [term.field] });
    if (warnings[0]) throw new ApiError('bad_parameter', `\`${parameter.name}\`: ${warnings[0].text}`);
    return terms;
  });
}

function termOf({ name, field, not }: FieldParameter, value: string): SearchTerm {
  if (field === TOLD) {
    const [told, ...more] = parseTerms(value);
    if (told && told.field !== '' && !told.not && more.length === 0)
      return { field: told.field, not, compare: '', value: told.value };
    throw new ApiError('bad_parameter', `\`${name}\`: expected a name and a value, as in plan:gold.`);
  }
  const isMeasure = SEARCH_FIELDS[field as SearchField].kind === 'measure';
  const [, compare = '', rest = ''] = isMeasure ? (/^([<>]=?)?(.*)$/s.exec(value) ?? []) : ['', '', value];
  return { field, not, compare: compare as SearchTerm['compare'], value: rest };
}
