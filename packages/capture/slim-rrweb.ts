import type { Plugin } from 'vite';

/** Text between two landmarks of @rrweb/record's built file, and what stands there instead. */
interface Cut {
  why: string;
  from: string;
  to: string;
  by: string;
}

/**
 * Parts of rrweb that record.ts switches off and that its author's single file keeps all the same: a tenth of the snippet. Each is
 * reached only through an option we set to false.
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

/** Leaves out of the bundle what this recorder never uses. Fails when rrweb changed, so that nobody cuts blindly. */
export function slimRrweb(): Plugin {
  return {
    name: 'slim-rrweb',
    transform(code, id) {
      if (!id.includes('@rrweb/record/dist/record.js')) return null;
      return { code: CUTS.reduce(cut, code), map: null };
    },
  };
}

function cut(code: string, { why, from, to, by }: Cut): string {
  const start = code.indexOf(from);
  const end = code.indexOf(to, start);
  const once = start >= 0 && end > start && code.indexOf(from, start + 1) < 0;
  if (!once)
    throw new Error(`[capture] rrweb has no single "${from}" (${why}). Look at its new version and adapt the cut.`);
  return code.slice(0, start) + by + code.slice(end);
}
