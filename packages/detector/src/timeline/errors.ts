import { PLUGIN } from '@falter/wire';
import { isRaw, type Raw, toList, toText } from './raw.ts';
import type { ErrorStep } from './steps.ts';

type ErrorFacts = Pick<ErrorStep, 'rejection' | 'name' | 'message' | 'stack' | 'source'>;

/** Characters of a message and of a stack that are kept. */
const MESSAGE_MAX = 500;
const STACK_MAX = 4_000;

/** The uncaught error that a plugin event tells of, or null. */
export function readError(plugin: string, payload: unknown): ErrorFacts | null {
  if (plugin === PLUGIN.error && isRaw(payload)) return readOwn(payload);
  if (plugin.startsWith('rrweb/console@') && isRaw(payload)) return readConsole(payload);
  return null;
}

function readOwn(payload: Raw): ErrorFacts {
  return {
    rejection: payload.kind === 'rejection',
    name: toText(payload.name).slice(0, 100),
    message: toText(payload.message).slice(0, MESSAGE_MAX),
    stack: toText(payload.stack).slice(0, STACK_MAX),
    source: toText(payload.source).slice(0, MESSAGE_MAX),
  };
}

/**
 * rrweb's console plugin reports uncaught errors in the same shape as `console.error`: level 'error', the texts JSON
 * encoded. Only the browser's own "Uncaught" tells them apart (Chromium; other browsers' stay unknown here).
 */
function readConsole(payload: Raw): ErrorFacts | null {
  if (payload.level !== 'error') return null;
  const parts = toList(payload.payload).slice(0, 2).map(decode);
  const uncaught = /^Uncaught (\(in promise\):? ?)?/.exec(parts[0] ?? '');
  if (!uncaught) return null;
  const text = (parts[0]!.slice(uncaught[0].length) || parts[1] || '').slice(0, MESSAGE_MAX + STACK_MAX);
  const [first = '', ...rest] = text.split('\n');
  const named = /^([A-Za-z_$][\w$.]{0,80}): /.exec(first);
  const trace = toList(payload.trace).map(toText).join('\n');
  return {
    rejection: uncaught[1] !== undefined,
    name: named?.[1] ?? '',
    message: first.slice(named?.[0].length ?? 0).slice(0, MESSAGE_MAX),
    stack: (rest.join('\n') || trace).slice(0, STACK_MAX),
    source: '',
  };
}

/** One console argument: JSON text of a string, of an error, or of anything else. */
function decode(argument: unknown): string {
  const text = toText(argument).slice(0, 2 * (MESSAGE_MAX + STACK_MAX));
  if (!text.startsWith('"')) return text;
  try {
    const value: unknown = JSON.parse(text);
    return toText(value);
  } catch {
    return text.slice(1);
  }
}
