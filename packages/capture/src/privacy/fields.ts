import { attributeOf, tagOf } from '../host/dom.ts';
import { SHOWN, type State } from './marks.ts';
import { isButton } from './mask-attributes.ts';
import { MASK, type Preset } from './preset.ts';

/** What sites call a password, a code or a card, whatever the type of its field. */
const SECRET = /pass|pwd|secret|token|otp|one-time|pin|cv[cv]|csc|cc-|card|iban/i;

/** Types of field in which somebody writes what can be read. */
const WRITTEN = /^(?:text|search|email|tel|url|number|date|)$/;

export interface Fields {
  /** Whether the field's value may leave: only with the preset `open`, unmasked by the site, and nothing that is or was a password. */
  shows(field: Element, state: State): boolean;
  /**
   * rrweb's maskInputFn. Two equal values in a row make no event in rrweb, and under a mask of one length all are equal: the
   * third typed character would already be silence, and with it the visitor's corrections. So the mask carries a number that
   * changes with the value; the pass over events takes it off again.
   */
  mask(text: string, field: HTMLElement): string;
}

export function createFields(preset: Preset, stateOf: (field: Element) => State): Fields {
  const seen = new WeakMap<Element, { text: string; count: number }>();
  /** False, for good, for what is or may have been a password. */
  const harmless = new WeakMap<Element, boolean>();

  function isHarmless(field: Element): boolean {
    const tag = tagOf(field);
    const told = ['name', 'id', 'autocomplete', 'placeholder', 'aria-label'].map((name) => attributeOf(field, name));
    const { webkitTextSecurity = 'none' } = getComputedStyle(field) as { webkitTextSecurity?: string };
    return (
      (tag !== 'input' || WRITTEN.test(attributeOf(field, 'type')?.toLowerCase() ?? '')) &&
      // rrweb's mark of a field that was a password.
      attributeOf(field, 'data-rr-is-password') === null &&
      !SECRET.test(told.join(' ')) &&
      webkitTextSecurity === 'none' &&
      // Where one holds something when it is first seen, nobody knows what it was until then.
      (harmless.get(field) ?? (tag === 'select' || (field as HTMLInputElement).value === ''))
    );
  }

  function shows(field: Element, state: State): boolean {
    if (preset !== 'open' || !/^(?:input|textarea|select)$/.test(tagOf(field))) return false;
    const answer = isHarmless(field);
    harmless.set(field, answer);
    return answer && (state & SHOWN) > 0;
  }

  return {
    shows,
    mask(text, field) {
      if (text === '' || isButton(tagOf(field), attributeOf(field, 'type'))) return text;
      if (preset === 'open' && shows(field, stateOf(field))) return text;
      const before = seen.get(field);
      const count = (before?.count ?? 0) + (before?.text === text ? 0 : 1);
      seen.set(field, { text, count });
      return MASK + count;
    },
  };
}
