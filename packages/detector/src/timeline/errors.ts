import { PLUGIN } from '@falter/wire';
import { isRaw, type Raw, toList, toText } from './raw.ts';
import type { ErrorStep } from './steps.ts';

type ErrorFacts = Pick<ErrorStep, 'rejection' | 'name' | 'message' | 'stack' | 'source'>;

/** Characters of a message and of a stack that are kept. */
const MESSAGE_MAX = 500;
const STACK_MAX = 4_000;

/** Code of browser extensions runs inside the page; its errors are not the page's. */
const EXTENSION = /\b(?:chrome|moz|safari|safari-web|ms-browser)-extension:\/\//;
/** All a page is told of an error in a script of another origin without CORS: nothing. */
const OPAQUE = /^(?:uncaught )?script error\.?$/i;
/** Harmless by their specification: a resize loop that goes on in the next frame, work that was called off. */
const HARMLESS = /^ResizeObserver loop|^AbortError$|aborted a request|operation was aborted/i;

/** The uncaught error that a plugin event tells of, or null. */
export function readError(plugin: string, payload: unknown): ErrorFacts | null {
  if (plugin === PLUGIN.error && isRaw(payload)) return readOwn(payload);
  if (plugin.startsWith('rrweb/console@') && isRaw(payload)) return readConsole(payload);
  return null;
}

/** Null for what tells nothing at all: a resource that did not load is no error of the page's code. */
function readOwn(payload: Raw): ErrorFacts | null {
  const rejection = payload.kind === 'rejection';
  if (!rejection && !['name', 'message', 'stack', 'source'].some((field) => toText(payload[field]))) return null;
  return {
    rejection,
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

/** Whose code failed. `harmless`: the page's, and not in a way that anybody would notice. */
export function whose({ name, message, stack, source }: ErrorFacts): 'page' | 'extension' | 'other-site' | 'harmless' {
  if (EXTENSION.test(stack) || EXTENSION.test(source)) return 'extension';
  if (OPAQUE.test(message.trim()) && stack.trim() === '') return 'other-site';
  return HARMLESS.test(name) || HARMLESS.test(message) ? 'harmless' : 'page';
}

/** The page itself failed, not an extension, and not in a way that does no harm. */
export function isOwn(facts: ErrorFacts): boolean {
  return whose(facts) === 'page';
}

/** What tells one cause from another: name, message without its numbers, and the topmost frames without origin, query and build hash. */
export function identityOf({ name, message, stack, source }: ErrorFacts, frames: number): string {
  const lines = stack.split('\n').filter((line) => /:\d+/.test(line));
  const top = (lines.length > 0 ? lines : [source]).slice(0, frames).map((line) => line.trim().replace(/^at /, ''));
  const places = top.map((line) => line.replace(/https?:\/\/[^/\s)]*/g, '').replace(/\?[^:\s)]*/g, ''));
  return [name, message.replace(/\d+|0x[\da-f]+|[\da-f-]{16,}/gi, '#').slice(0, 200), ...places].join('\n');
}
