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
  {
    why: 'the page’s address is asked for in vain where there is no address in a style',
    text: 'return absolutifyURLs(value, getHref(doc));',
    times: 1,
    by: 'return value.includes("url(") ? absolutifyURLs(value, getHref(doc)) : value;',
  },
  {
    why: `a link's sheet is looked for by its address among those of the document: not in a shadow root, and once more for each link`,
    text: 'const stylesheet = Array.from(doc.styleSheets).find((s) => {\n      return s.href === n.href;\n    });',
    times: 1,
    by: 'const stylesheet = n.sheet;',
  },
  {
    why: `rrweb takes a style apart, and again in an element of its own, to send what changed of it if that is shorter. It never is much
      shorter than a short style`,
    text: 'if (attributeName === "style") {',
    times: 1,
    by: `if (attributeName === "style" && (!item.styleDiff || !value || value.length < 80)) item.styleDiff = undefined;
            else if (attributeName === "style") {`,
  },
  {
    why: 'the same',
    text: 'if (typeof attributes.style === "string") {',
    times: 1,
    by: 'if (attribute.styleDiff && typeof attributes.style === "string") {',
  },
  {
    why: `an event for each rule: 900 events a second where styles are made by script. Rules that one task puts into one sheet are one
      event; whatever else happens goes out after them`,
    text: 'styleSheetRuleCb: (r) => wrappedEmit({\n            type: EventType.IncrementalSnapshot,\n            data: {\n              source: IncrementalSource.StyleSheetRule,\n              ...r\n            }\n          }),',
    times: 1,
    by: 'styleSheetRuleCb: rules.add,',
  },
  {
    why: 'the same',
    text: '  const wrappedMutationEmit = (m) => {',
    times: 1,
    by: '  const rules = gatherRules(callbackWrapper((data) => wrappedEmit({ type: 3, data: { source: 8, ...data } })));\n  const wrappedMutationEmit = (m) => {',
  },
  {
    why: `the text of a style in the head stands in the sheet, so rrweb writes it empty, takes it for white space and forgets the node: when
      a script changes that text, nothing is recorded`,
    text: '!preserveWhiteSpace && _serializedNode.type === NodeType.Text &&',
    times: 1,
    by: '!preserveWhiteSpace && !cssCaptured && _serializedNode.type === NodeType.Text &&',
  },
  {
    why: 'what is blocked is the same everywhere and need not be handed on',
    text: ', blockClass, blockSelector',
    times: 7,
    by: '',
  },
  { why: 'the same', text: ', this.blockClass, this.blockSelector', times: 5, by: '' },
  {
    why: 'no other mark for what is ignored',
    text: ' || ignoreSelector && target.matches(ignoreSelector)',
    times: 1,
    by: '',
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
const gatherRules = (emit) => {
  let waiting;
  const flush = () => {
    const data = waiting;
    waiting = undefined;
    if (data) emit(data);
  };
  const add = (data) => {
    if (waiting && data.adds && waiting.id === data.id && waiting.styleId === data.styleId) return void waiting.adds.push(...data.adds);
    flush();
    waiting = data;
    if (data.adds) queueMicrotask(flush);
    else flush();
  };
  return { add, flush };
};
const observedBy = new WeakMap();
const observeOnce = (observe, handlers, doc) => {
  if (observedBy.get(doc) === handlers) return;
  observedBy.set(doc, handlers);
  handlers.push(observe(doc));
};
`;
