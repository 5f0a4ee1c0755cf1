import type { Mend } from './edit.ts';

/** What would touch the page or falsify the recording. */
export const MENDS: readonly Mend[] = [
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
  {
    why: 'Array.from is what Prototype.js replaces',
    text: 'Array.from(\n      rules,\n      (rule) => stringifyRule(rule, sheetHref)\n    )',
    times: 1,
    by: '[...rules].map((rule) => stringifyRule(rule, sheetHref))',
  },
  {
    why: 'the same',
    text: 'Array.from(\n        index.childNodes(textarea),\n        (cn) => index.textContent(cn) || ""\n      )',
    times: 1,
    by: '[...index.childNodes(textarea)].map((cn) => index.textContent(cn) || "")',
  },
  {
    why: 'the same',
    text: 'Array.from(sheet.rules || CSSRule, (r, index2) => ({',
    times: 1,
    by: '[...sheet.cssRules].map((r, index2) => ({',
  },
];

/** What the mended places call. `errorHandler` is rrweb's own variable. */
export const ADDED = `
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
