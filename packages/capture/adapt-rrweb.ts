import type { Plugin } from 'vite';

/** Text between two landmarks of @rrweb/record's built file, and what stands there instead. */
interface Cut {
  why: string;
  from: string;
  to: string;
  by: string;
}

/**
 * Parts of rrweb that record.ts switches off and that its author's single file keeps all the same: an eighth of the snippet. Each
 * is reached only through an option we set to false.
 */
const CUTS: readonly Cut[] = [
  {
    why: 'recordCanvas: false. The source text of a worker, and a Blob made of it at load',
    from: 'const jsContent = ',
    to: 'class CanvasManager {',
    by: '',
  },
  {
    why: 'recordCanvas: false. 2D and WebGL observers hang on this class alone',
    from: 'class CanvasManager {',
    to: 'class StylesheetManager {',
    by: 'class CanvasManager { reset() {} freeze() {} unfreeze() {} lock() {} unlock() {} }\n',
  },
  {
    why: 'collectFonts: false',
    from: 'function initFontObserver(',
    to: 'function initSelectionObserver(',
    by: 'function initFontObserver() {}\n',
  },
  {
    why: 'recordCrossOriginIframes: false. Listens to messages of frames',
    from: '  handleMessage(message) {',
    to: 'class ShadowDomManager {',
    by: '  handleMessage() {}\n}\n',
  },
];

/** A text of @rrweb/record's built file that occurs a known number of times, and what stands there instead. */
interface Mend {
  why: string;
  text: string;
  times: number;
  by: string;
}

const MENDS: readonly Mend[] = [
  {
    why: `rrweb wraps insertRule, setProperty and their like in its error handler. So the handler that swallows rrweb's own errors
      swallows the browser's too (a page that tries insertRule('garbage') gets no SyntaxError, and styled-components counts a
      rule that is not there), and an error in rrweb keeps the page's call from happening. With pageCall it happens exactly once
      whatever rrweb does, and what it throws is the page's`,
    text: 'apply: callbackWrapper(',
    // Rules inserted, deleted, replaced (twice), nested rules (twice), declarations (twice).
    times: 8,
    by: 'apply: pageCall(',
  },
  {
    why: `at every full snapshot rrweb observes the documents of frames once more, without end: after three snapshots one click in
      a frame is recorded three times, which is rage to a detector`,
    text: 'handlers.push(observe(iframeEl.contentDocument));',
    times: 1,
    by: 'observeOnce(observe, handlers, iframeEl.contentDocument);',
  },
];

/** What the mended places call. `errorHandler` is rrweb's own variable. */
const ADDED = `
const pageCall = (observed) => (target, thisArg, args) => {
  let called = false;
  const apply = (self, given) => {
    called = true;
    return Reflect.apply(target, self, given);
  };
  try {
    return observed({ apply }, thisArg, args);
  } catch (error) {
    if (called) throw error;
    if (errorHandler) errorHandler(error);
    return apply(thisArg, args);
  }
};
const observedBy = new WeakMap();
const observeOnce = (observe, handlers, doc) => {
  if (observedBy.get(doc) === handlers) return;
  observedBy.set(doc, handlers);
  handlers.push(observe(doc));
};
`;

/**
 * Leaves out of the bundle what this recorder never uses, and mends what would touch the page or falsify the recording. Fails when
 * rrweb changed, so that nobody cuts blindly.
 */
export function adaptRrweb(): Plugin {
  return {
    name: 'adapt-rrweb',
    transform(code, id) {
      if (!id.includes('@rrweb/record/dist/record.js')) return null;
      return { code: MENDS.reduce(mend, CUTS.reduce(cut, code)) + ADDED, map: null };
    },
  };
}

function cut(code: string, { why, from, to, by }: Cut): string {
  const start = code.indexOf(from);
  const end = code.indexOf(to, start);
  if (start < 0 || end < 0 || code.includes(from, start + 1)) throw changed(`single "${from}"`, why);
  return code.slice(0, start) + by + code.slice(end);
}

function mend(code: string, { why, text, times, by }: Mend): string {
  const parts = code.split(text);
  if (parts.length !== times + 1) throw changed(`${times} "${text}" but ${parts.length - 1}`, why);
  return parts.join(by);
}

function changed(missing: string, why: string): Error {
  return new Error(`[capture] rrweb has no ${missing} (${why}). Look at its new version and adapt this file.`);
}
