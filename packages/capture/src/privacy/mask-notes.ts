import { FREE_TEXT, maskSensitive, PLUGIN } from '@falter/wire';
import type { Preset } from './preset.ts';

/** Names a place in the code: a line of a stack. The lines before the first one are the message. */
const FRAME = /^\s*at .*:\d+|^\S*@\S*:\d+/;

/** Masks what a note says in free words, in place. Undefined for a note that nobody knows. */
export function maskNote(
  { plugin, payload }: { plugin: string; payload: Record<string, unknown> },
  preset: Preset,
): true | undefined {
  if (!(Object.values(PLUGIN) as string[]).includes(plugin)) return undefined;
  for (const field of FREE_TEXT[plugin] ?? []) {
    const text = String(payload[field] ?? '');
    const frames = (): string =>
      text
        .split('\n')
        .filter((line) => FRAME.test(line))
        .join('\n');
    payload[field] =
      preset === 'open' ? text : preset === 'default' ? maskSensitive(text, true) : field === 'stack' ? frames() : '';
  }
  return true;
}
