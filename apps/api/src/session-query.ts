import { START } from '@falter/store';
import { ID_PATTERN, type SignalInfo } from '@falter/wire';
import * as z from 'zod/mini';
import { SORTS } from './cursor.ts';
import { readTime } from './read-time.ts';

/** Characters of a search text: longer than any URL a person would paste, short enough to scan for. */
const Q_MAX_CHARS = 500;
const LIMIT_MAX = 200;
const LIMIT_DEFAULT = 50;

interface Reader<T> {
  /** Absent and empty mean this. */
  fallback: T;
  /** What the parameter is for. */
  about: string;
  /** "expected ...": what it must look like; the words of the refusal. */
  expected: string;
  /** Undefined refuses. */
  read: (text: string) => T | undefined;
  /** Further JSON Schema for the description of the API. */
  schema?: Record<string, unknown>;
}

/** A query parameter: a text in the description of the API, a `T` for the handler. */
function parameter<T>({ fallback, about, expected, read, schema }: Reader<T>): z.ZodMiniType<T, string | undefined> {
  const text = z.optional(z.string(`expected ${expected}, once`)).register(z.globalRegistry, {
    description: `${about} Expected: ${expected}.`,
    ...schema,
  });
  const value = z.transform((given: string | undefined, context) => {
    const found = given ? read(given) : fallback;
    if (found === undefined) {
      context.issues.push({ code: 'custom', message: `expected ${expected}`, input: given });
      return z.NEVER;
    }
    return found;
  });
  return z.pipe(text, value);
}

function choice<T extends string>(
  choices: readonly T[],
  fallback: T,
  about: string,
): z.ZodMiniType<T, string | undefined> {
  return parameter<T>({
    fallback,
    about,
    expected: `one of ${choices.join(', ')}`,
    read: (text) => choices.find((one) => one === text),
    schema: { enum: choices, default: fallback },
  });
}

function whole(
  range: { min: number; max: number; fallback: number },
  about: string,
): z.ZodMiniType<number, string | undefined> {
  const { min, max, fallback } = range;
  return parameter({
    fallback,
    about,
    expected: `a whole number from ${min} to ${max}`,
    read: (text) => {
      const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      return number >= min && number <= max ? number : undefined;
    },
    schema: { default: `${fallback}` },
  });
}

function moment(fallback: number, about: string): z.ZodMiniType<number, string | undefined> {
  return parameter({
    fallback,
    about,
    expected: 'a time as ISO 8601 (2026-11-21T12:00:00Z) or in milliseconds since 1970',
    read: readTime,
  });
}

/** What GET /api/v1/sessions was asked for. Times in epoch milliseconds; '' for "all". */
export interface SessionQuery {
  signal: string;
  q: string;
  from: number;
  to: number;
  minScore: number;
  sort: (typeof SORTS)[number];
  bots: 'include' | 'exclude';
  cursor: string;
  limit: number;
}

/** Reads the query of GET /api/v1/sessions. Every parameter may be absent or empty; what is not listed is ignored. */
export function sessionQuery(signals: readonly SignalInfo[]): z.ZodMiniType<SessionQuery> {
  const ids = signals.map(({ id }) => id);
  return z.object({
    signal: parameter({
      fallback: '',
      about: 'Only sessions with a finding of this signal.',
      expected: `one of ${ids.join(', ')}`,
      read: (text) => ids.find((id) => id === text),
      schema: { enum: ids },
    }),
    q: parameter({
      fallback: '',
      about: 'Only sessions whose URLs, labels or error messages contain this text, or the session of this id.',
      expected: `a text of at most ${Q_MAX_CHARS} characters`,
      read: (text) => (text.length <= Q_MAX_CHARS ? text.trim() : undefined),
      schema: { maxLength: Q_MAX_CHARS },
    }),
    from: moment(0, 'Only sessions first seen at or after this time.'),
    to: moment(START.beforeAt, 'Only sessions first seen before this time.'),
    minScore: whole({ min: 0, max: 100, fallback: 0 }, 'Only sessions with at least this struggle score.'),
    sort: choice(SORTS, 'recent', 'Newest first, or highest struggle score first.'),
    bots: choice(['include', 'exclude'], 'include', 'Whether sessions of automated browsers are listed too.'),
    cursor: parameter({
      fallback: '',
      about: 'Where the page before ended.',
      expected: 'the `next` of an answer',
      read: (text) => (text.length <= 256 ? text : undefined),
    }),
    limit: whole({ min: 1, max: LIMIT_MAX, fallback: LIMIT_DEFAULT }, 'Sessions in one answer.'),
  });
}

/** Reads the query of GET /api/v1/sessions/ID/recording. */
export const recordingQuery: z.ZodMiniType<{ tab: string }> = z.object({
  tab: parameter({
    fallback: '',
    about: 'Only this tab; otherwise all tabs, one after another.',
    expected: 'the id of a tab',
    read: (text) => (ID_PATTERN.test(text) ? text : undefined),
  }),
});
