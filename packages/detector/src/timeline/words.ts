import { PLUGIN, TRAIT_MAX_CHARS, TRAIT_NAME_MAX_CHARS, TRAITS_MAX } from '@falter/wire';
import { type Raw, toRaw, toText } from './raw.ts';

/** What the site said at one time: who is there, or what is true of the session. */
export interface Words {
  at: number;
  /** Undefined: nothing about that. */
  person?: { id: string; traits: Record<string, string> };
  attributes?: Record<string, string>;
}

/** Characters of a person's id. */
const PERSON_MAX = 200;

/** What a plugin event says of person or session, or null. */
export function readWords(plugin: string, payload: Raw, at: number): Words | null {
  if (plugin === PLUGIN.person) {
    return { at, person: { id: toText(payload.id).slice(0, PERSON_MAX), traits: textsOf(payload.traits) } };
  }
  return plugin === PLUGIN.attributes ? { at, attributes: textsOf(payload.attributes) } : null;
}

/** Texts, numbers, true and false by their names, as text; what else stands there is left out. */
function textsOf(given: unknown): Record<string, string> {
  const texts: [string, string][] = [];
  for (const [name, value] of Object.entries(toRaw(given))) {
    if (texts.length >= TRAITS_MAX) break;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue;
    texts.push([name.slice(0, TRAIT_NAME_MAX_CHARS), String(value).slice(0, TRAIT_MAX_CHARS)]);
  }
  return Object.fromEntries(texts);
}

/** Who was there in the end, and what is true of the session: what was said last counts, by name; another person has other traits. */
export function standing(words: readonly Words[]): {
  person: string;
  traits: Record<string, string>;
  attributes: Record<string, string>;
} {
  let person = '';
  let traits = new Map<string, string>();
  const attributes = new Map<string, string>();
  for (const said of [...words].sort((a, b) => a.at - b.at)) {
    // Who signs out was there all the same.
    if (said.person?.id) {
      if (said.person.id !== person) traits = new Map();
      person = said.person.id;
      for (const [name, value] of Object.entries(said.person.traits)) traits.set(name, value);
    }
    for (const [name, value] of Object.entries(said.attributes ?? {})) attributes.set(name, value);
  }
  return { person, traits: Object.fromEntries(traits), attributes: Object.fromEntries(attributes) };
}
