import type { Cut } from './edit.ts';

/** What rrweb does for engines that begin.ts turns away: every one that comes knows these. */
export const MODERN: readonly Cut[] = [
  {
    why: 'window.innerWidth, innerHeight and document.scrollingElement are everywhere',
    from: 'function getWindowScroll(win) {',
    to: 'function closestElementOfNode(node) {',
    by: `const getWindowScroll = (win) => {
  const { scrollLeft: left, scrollTop: top } = win.document.scrollingElement || win.document.documentElement;
  return { left, top };
};
const getWindowHeight = () => innerHeight;
const getWindowWidth = () => innerWidth;
`,
  },
  {
    why: 'CSSGroupingRule is everywhere, and what has rules inside is one',
    from: 'function getNestedCSSRulePositions(rule) {',
    to: 'function getIdAndStyleId(',
    by: `const getNestedCSSRulePositions = (rule) => {
  const positions = [];
  for (let at = rule; at; at = at.parentRule) positions.unshift([...(at.parentRule || at.parentStyleSheet)?.cssRules ?? []].indexOf(at));
  return positions;
};
`,
  },
  {
    why: 'the same',
    from: '  if (canMonkeyPatchNestedCSSRule("CSSGroupingRule")) {',
    to: '  const unmodifiedFunctions = {};',
    by: '  supportedNestedCSSRuleTypes.CSSGroupingRule = win.CSSGroupingRule;\n',
  },
  { why: 'the same', from: 'function hasNestedCSSRule(prop) {', to: 'class IframeManager {', by: '' },
  {
    why: 'a clock is a number of 13 digits, and nobody asks what a replaced function was',
    from: 'let nowTimestamp = Date.now;',
    to: 'const index = {',
    by: `const nowTimestamp = Date.now;
const patch = (source, name, replacement) => {
  const original = source[name];
  source[name] = replacement(original);
  return () => {
    source[name] = original;
  };
};
`,
  },
  {
    why: 'background-clip: text needs no prefix where a recording is played',
    from: 'function fixBrowserCompatibilityIssuesInCSS(cssText) {',
    to: 'function escapeImportStatement(rule) {',
    by: 'const fixBrowserCompatibilityIssuesInCSS = (cssText) => cssText;\n',
  },
  {
    why: 'pointer events are everywhere, and every kind is wished',
    from: '  if (sampling.mouseInteraction === false) {',
    to: '  const handlers = [];\n  let currentPointerType = null;',
    by: '  const disableMap = {};\n',
  },
];
