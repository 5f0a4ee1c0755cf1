import * as z from 'zod/mini';
import { readTime } from './read-time.ts';

/** Characters of a route, an element or another name: more than the store keeps of one. */
export const NAME_MAX_CHARS = 400;

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
export function parameter<T>({
  fallback,
  about,
  expected,
  read,
  schema,
}: Reader<T>): z.ZodMiniType<T, string | undefined> {
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

/** One of these words. */
export function choice<T extends string>(
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

/** A whole number within a range. */
export function whole(
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

/** A time, read as epoch milliseconds. */
export function moment(fallback: number, about: string): z.ZodMiniType<number, string | undefined> {
  return parameter({
    fallback,
    about,
    expected: 'a time as ISO 8601 (2026-11-21T12:00:00Z) or in milliseconds since 1970',
    read: readTime,
  });
}

/** A text of at most `max` characters, '' for all. */
export function text(max: number, about: string): z.ZodMiniType<string, string | undefined> {
  return parameter({
    fallback: '',
    about,
    expected: `a text of at most ${max} characters`,
    read: (given) => (given.length <= max ? given : undefined),
    schema: { maxLength: max },
  });
}

/** A signal that is known, '' for all. */
export function knownSignal(
  signals: readonly { id: string }[],
  about: string,
): z.ZodMiniType<string, string | undefined> {
  const ids = signals.map(({ id }) => id);
  return parameter({
    fallback: '',
    about,
    expected: `one of ${ids.join(', ')}`,
    read: (given) => ids.find((id) => id === given),
    schema: { enum: ids },
  });
}
