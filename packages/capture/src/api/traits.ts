import { TRAIT_MAX_CHARS, TRAIT_NAME_MAX_CHARS, TRAITS_MAX, type Traits, type TraitValue } from '@falter/wire';
import { warn } from '../host/warn.ts';

const told = new Set<string>();

/** Tells the site's developer, once, what of a call could not be kept. */
export function hint(message: string): void {
  if (told.has(message)) return;
  told.add(message);
  warn(message);
}

/** A text of `call` within its bounds, '' with a hint when it is none. */
export function readText(call: string, given: unknown, max: number): string {
  const text = typeof given === 'number' ? `${given}` : given;
  if (typeof text === 'string' && text !== '' && text.length <= max) return text;
  hint(`${call} was left out: expected a text of 1 to ${max} characters.`);
  return '';
}

/** A value within its bounds, undefined with a hint when it is none. */
export function readValue(call: string, given: unknown): TraitValue | undefined {
  if (typeof given === 'string') return given.slice(0, TRAIT_MAX_CHARS);
  if (typeof given === 'boolean' || Number.isFinite(given)) return given as TraitValue;
  hint(`${call} was left out: expected a text, a number, true or false.`);
  return undefined;
}

/** Those of `given` that are within the bounds, over `before`; with a hint where something is left out. */
export function readTraits(call: string, given: unknown, before: Traits = {}): Traits {
  const traits = new Map(Object.entries(before));
  for (const [name, value] of Object.entries(Object(given))) {
    const read = readValue(`${call}: ${name.slice(0, TRAIT_NAME_MAX_CHARS)}`, value);
    if (read !== undefined) traits.set(name.slice(0, TRAIT_NAME_MAX_CHARS), read);
  }
  if (traits.size > TRAITS_MAX) hint(`${call}: only the first ${TRAITS_MAX} are kept.`);
  return Object.fromEntries([...traits].slice(0, TRAITS_MAX));
}
