import { type ErrorPayload, scrubUrl } from '@falter/wire';
import type { EarlyError } from '../gate/terms.ts';
import type { Guard } from '../host/guard.ts';
import { listen, undoAll } from '../host/listen.ts';
import { createRepeatFilter } from './repeat-filter.ts';

/** Characters of a message and of a stack: enough to group and to read, too few to carry a page's data along. */
const MESSAGE_MAX = 1_000;
const STACK_MAX = 4_000;

/** Addresses of code that the site cannot mend. */
export const EXTENSION: RegExp = /^(?:[a-z-]+-extension|webkit-masked-url):/i;

/** First URL in a stack: where it was thrown. */
const FIRST_URL = /[a-z-]+:\/\/[^\s)]+/i;

/** A URL in a text, apart from the line and column behind it. */
const URLS = /\bhttps?:\/\/[^\s'"`<>()]*?(?=(?::\d+){0,2}(?:[\s'"`<>()]|$))/g;

/** The place that a tag loaded this file from, '' in a bundle of the site, and what our files there are called. */
const OWN_FILE = /\/falter\.\w+\.js/;
const OWN = ownPlace();

/**
 * Reports uncaught exceptions and unhandled rejections, those of before with their own time. Resources that fail to load are not errors
 * of the page's code.
 */
export function watchErrors(
  report: (error: ErrorPayload, at?: number) => void,
  guard: Guard,
  early: readonly EarlyError[],
): () => void {
  const fresh = createRepeatFilter();
  const tell = guard((event: Event, at?: number) => {
    // What was kept before this file came holds resources as well: their event has no message.
    if (event.type === 'error' && !('message' in event)) return;
    const error =
      event.type === 'error' ? readError(event as ErrorEvent) : readRejection((event as PromiseRejectionEvent).reason);
    if (!isForeign(error) && fresh(keyOf(error), at ?? Date.now())) report(bounded(error), at);
  });
  for (const [event, at] of early) tell(event, at);
  return undoAll(['error', 'unhandledrejection'].map((type) => listen(window, type, (event) => tell(event))));
}

/** What an `error` event tells. */
export function readError(event: ErrorEvent): ErrorPayload {
  const thrown = describe(event.error);
  const message = thrown.message || String(event.message ?? '');
  const { filename, lineno, colno } = event;
  return { kind: 'error', ...thrown, message, source: filename || '', line: lineno || 0, column: colno || 0 };
}

/** What was rejected with: mostly an Error, by the language anything at all. */
export function readRejection(reason: unknown): ErrorPayload {
  return { kind: 'rejection', ...describe(reason), source: '', line: 0, column: 0 };
}

/** Errors of another window are no `instanceof Error` here, so the shape decides. */
function describe(thrown: unknown): Pick<ErrorPayload, 'name' | 'message' | 'stack'> {
  if (typeof thrown !== 'object' || thrown === null) {
    return { name: '', message: thrown === undefined || thrown === null ? '' : String(thrown), stack: '' };
  }
  const { name, message, stack } = thrown as Partial<Error>;
  if (typeof message !== 'string') return { name: '', message: Object.prototype.toString.call(thrown), stack: '' };
  return { name: String(name ?? ''), message, stack: typeof stack === 'string' ? withoutOwn(stack) : '' };
}

function ownPlace(): string {
  const { src = '' } = Object(typeof document === 'undefined' ? null : document.currentScript);
  return OWN_FILE.test(src) ? new URL(src).origin : '';
}

/** Leaves out our own frames: a failed fetch goes through us, and would be put down to us. */
function withoutOwn(stack: string): string {
  const lines = stack.split('\n');
  return OWN ? lines.filter((line) => !(line.includes(OWN) && OWN_FILE.test(line))).join('\n') : stack;
}

/** Thrown inside a browser extension: the site cannot mend it. */
export function isForeign({ source, stack }: ErrorPayload): boolean {
  return EXTENSION.test(source) || EXTENSION.test(FIRST_URL.exec(stack)?.[0] ?? '');
}

/** Shortened, and without what URLs carry behind their path: frames of inline scripts name the page's whole address. */
export function bounded(error: ErrorPayload): ErrorPayload {
  return {
    ...error,
    name: error.name.slice(0, 100),
    message: scrubText(error.message.slice(0, MESSAGE_MAX)),
    stack: scrubText(error.stack.slice(0, STACK_MAX)),
    source: scrubUrl(error.source),
  };
}

/** A text whose addresses carry nothing behind their path. */
export function scrubText(text: string): string {
  return text.replace(URLS, (url) => scrubUrl(url) || '(address)');
}

function keyOf({ kind, message, source, line, column, stack }: ErrorPayload): string {
  return [kind, message, source, line, column, stack].join('\n');
}
