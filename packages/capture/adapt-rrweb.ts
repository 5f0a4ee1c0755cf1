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

/**
 * rrweb wraps insertRule, setProperty and their like in its error handler. So the handler that swallows rrweb's own errors swallows
 * the browser's too (a page that tries `insertRule('garbage')` gets no SyntaxError, and styled-components counts a rule that
 * is not there), and an error in rrweb keeps the page's call from happening. Here the page's call happens exactly once
 * whatever rrweb does, and what it throws is the page's.
 */
const PAGE_CALL = `
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
`;

const WRAPPED = 'apply: callbackWrapper(';

/** As many of them as rrweb 2.1.6 has outside of the canvas: rules (inserted, deleted, replaced), nested rules, declarations. */
const WRAPPED_COUNT = 8;

/**
 * Leaves out of the bundle what this recorder never uses, and mends what would touch the page. Fails when rrweb changed, so that
 * nobody cuts blindly.
 */
export function adaptRrweb(): Plugin {
  return {
    name: 'adapt-rrweb',
    transform(code, id) {
      if (!id.includes('@rrweb/record/dist/record.js')) return null;
      return { code: mend(CUTS.reduce(cut, code)), map: null };
    },
  };
}

function cut(code: string, { why, from, to, by }: Cut): string {
  const start = code.indexOf(from);
  const end = code.indexOf(to, start);
  if (start < 0 || end < 0 || code.includes(from, start + 1)) throw changed(`single "${from}" (${why})`);
  return code.slice(0, start) + by + code.slice(end);
}

function mend(code: string): string {
  const parts = code.split(WRAPPED);
  if (parts.length !== WRAPPED_COUNT + 1) throw changed(`${WRAPPED_COUNT} "${WRAPPED}" but ${parts.length - 1}`);
  return parts.join('apply: pageCall(') + PAGE_CALL;
}

function changed(missing: string): Error {
  return new Error(`[capture] rrweb has no ${missing}. Look at its new version and adapt this file.`);
}
