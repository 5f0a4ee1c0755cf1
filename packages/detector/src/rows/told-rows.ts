import { EVENT_TYPE, PLUGIN, type RecordedEvent } from '@falter/wire';
import { isOwn } from '../timeline/errors.ts';
import { type Raw, toList, toRaw, toText } from '../timeline/raw.ts';
import type { ErrorStep, NoteStep } from '../timeline/steps.ts';
import { plain } from './plain.ts';
import { type Draft, TEXT_MAX } from './row.ts';

/** Characters of one argument of the console that are looked at, and arguments. */
const ARGUMENT_MAX = 2_000;
const ARGUMENTS_MAX = 20;
const STACK_MAX = 4_000;

/** An uncaught error, with its stack. */
export function errorRow(step: ErrorStep): Draft {
  const { tab, at, rejection, name, message, stack } = step;
  const said = plain([name, message].filter((text) => text !== '').join(': '), TEXT_MAX);
  const text = said || (rejection ? 'a promise was rejected without a word' : 'an error without a word');
  // What an extension did, or what does no harm, is no error of the page.
  return { kind: 'error', tab, at, until: at, text, level: isOwn(step) ? 'error' : '', stack: plain(stack, STACK_MAX) };
}

/** What was noted beside steps. What the console was given is told by `consoleRows`, at its full length. */
export function noteRow({ tab, at, note, text, until = at }: NoteStep): Draft {
  const words = note === 'mark' ? `reached ${text}` : text;
  return { kind: note, tab, at, until, text: plain(words, TEXT_MAX), level: LEVELS[note] ?? '' };
}

const LEVELS: Partial<Record<NoteStep['note'], Draft['level']>> = { csp: 'error', resource: 'warn' };

/** Lines of the console: the snippet's, and those of rrweb's console plugin, uncaught errors apart. */
export function consoleRows(tab: string, events: readonly RecordedEvent[]): Draft[] {
  return events.flatMap(({ type, timestamp: at, data }) => {
    if (type !== EVENT_TYPE.plugin) return [];
    const { plugin, payload } = toRaw(data);
    const line = lineOf(toText(plugin), toRaw(payload));
    return line === null || line.text === '' ? [] : [{ kind: 'console' as const, tab, at, until: at, ...line }];
  });
}

function lineOf(plugin: string, payload: Raw): Pick<Draft, 'text' | 'level'> | null {
  const level = levelOf(toText(payload.level));
  if (plugin === PLUGIN.console) return { text: plain(toText(payload.text), TEXT_MAX), level };
  if (!plugin.startsWith('rrweb/console@')) return null;
  const said = toList(payload.payload).slice(0, ARGUMENTS_MAX).map(argument).join(' ');
  return level === 'error' && said.startsWith('Uncaught ') ? null : { text: plain(said, TEXT_MAX), level };
}

function levelOf(level: string): 'warn' | 'error' | '' {
  return level === 'error' || level === 'assert' ? 'error' : level === 'warn' ? 'warn' : '';
}

/** rrweb's plugin writes each argument as JSON: a text stands there in quotes. */
function argument(value: unknown): string {
  const text = toText(value).slice(0, ARGUMENT_MAX);
  if (!text.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1);
  }
}
