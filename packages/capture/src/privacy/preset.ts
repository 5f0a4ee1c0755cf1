import { maskSensitive } from '@falter/wire';
import { EDITED, FIELD, MASKED, SHOWN, type State } from './marks.ts';

/** How much of a page may leave: `default` without secrets by pattern, `strict` no words at all, `open` what the visitor sees. */
export type Preset = 'default' | 'strict' | 'open';

/** Stands for any value a visitor typed or a site put into a field: of one length, so that the length tells nothing. */
export const MASK = '*****';

/** A value without its content; nothing stays nothing, so that a replay can show whether there is something. */
export function hide(value: unknown): string {
  return value === '' || value === null || value === undefined ? '' : MASK;
}

/** Turns text into what may leave. */
export type Words = (text: string, state: State) => string;

export function createWords(preset: Preset): Words {
  return (text, state) => {
    const written = state & EDITED && !(preset === 'open' && state & SHOWN);
    if (written || state & FIELD) return text.trim() === '' ? text : MASK;
    // Words of a length keep lines where they are.
    if (preset === 'strict' || state & MASKED) return text.replace(/\S/g, '*');
    return preset === 'open' ? text : maskSensitive(text, true);
  };
}
