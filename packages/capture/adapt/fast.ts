import type { Cut } from './edit.ts';

/**
 * What rrweb asks for every node and every change, said once and cheaply. It asks by a class and by a selector, walking up by hand or
 * inside `try`; here a selector says all (record.ts gives no class), and the browser walks. With the browser's own functions: a form
 * with a field named "closest" has no other `form.closest`.
 */
export const FASTER: readonly Cut[] = [
  {
    why: 'is this element blocked?',
    from: 'function _isBlockedElement(',
    to: 'function onceIframeLoaded(',
    by: `const matchesSelector = pristine("Element", "matches");
const closestTo = pristine("Element", "closest");
let blocked;
const _isBlockedElement = (element) => matchesSelector(element, blocked);
`,
  },
  {
    why: 'is this node blocked, or in something that is?',
    from: 'function isBlocked(',
    to: 'function isSerialized(',
    by: `function isBlocked(node, checkAncestors) {
  const element = closestElementOfNode(node);
  if (!element || element.nodeType !== 1) return false;
  return checkAncestors ? closestTo(element, blocked) !== null : matchesSelector(element, blocked);
}
`,
  },
  {
    why: `where in a sheet's text a text node of its style element ends: compares texts letter by letter, for seconds on large ones. How
      many rules each node holds says the same; where that does not add up, the first node has all of it, as a player expects`,
    from: 'function normalizeCssString(',
    to: 'let _id = 1;',
    by: `function markCssSplits(cssText, style) {
  try {
    const rules = [...style.sheet.cssRules];
    let end = 0;
    const parts = [...style.childNodes].map((node) => {
      const parsed = new CSSStyleSheet();
      parsed.replaceSync(node.textContent);
      return rules.slice(end, end += parsed.cssRules.length).map((rule) => stringifyRule(rule, style.baseURI)).join("");
    });
    if (end === rules.length) return fixBrowserCompatibilityIssuesInCSS(parts.join("/* rr_split */"));
  } catch {}
  return cssText;
}
`,
  },
  {
    why: 'slimDOMOptions: all of them. What says nothing about how the page looks, and the file names and patterns to find it by',
    from: 'function lowerIfExists(',
    to: 'function serializeNodeWithId(',
    by: `function slimDOMExcluded({ type, tagName, attributes }) {
  if (type === 5 || tagName === "script") return true;
  if (tagName === "meta") return attributes.name !== "viewport";
  if (tagName !== "link" || attributes._cssText) return false;
  return attributes.as === "script" || !/stylesheet|preload|prefetch/i.test(attributes.rel);
}
`,
  },
  {
    why: `one pace for all that scrolls: of two boxes moved within 150 ms one is told and the other never. Each is told here, at the same
      pace`,
    from: '  const updatePosition = callbackWrapper(\n    throttle(\n      callbackWrapper((evt) => {\n        const target = getEventTarget(evt);\n        if (',
    to: '  return on("scroll", updatePosition, doc);',
    by: `  const scrolled = new Set();
  const tell = throttle(callbackWrapper(() => {
    for (const target of scrolled) {
      const { left, top } = target === doc && doc.defaultView ?
        getWindowScroll(doc.defaultView) : { left: target.scrollLeft, top: target.scrollTop };
      scrollCb({ id: mirror2.getId(target), x: left, y: top });
    }
    scrolled.clear();
  }), sampling.scroll);
  const updatePosition = callbackWrapper((event) => {
    const target = getEventTarget(event);
    if (!target || isBlocked(target, true)) return;
    scrolled.add(target);
    tell();
  });
`,
  },
];
