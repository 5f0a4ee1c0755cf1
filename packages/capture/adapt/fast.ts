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
const _isBlockedElement = (element, _class, selector) => matchesSelector(element, selector);
function needMaskingText(node, _class, selector, checkAncestors) {
  const isSelf = node.nodeType === 1;
  const element = isSelf ? node : index.parentElement(node);
  if (!element || isSelf && !index.firstChild(element)) return false;
  return checkAncestors ? closestTo(element, selector) !== null : matchesSelector(element, selector);
}
`,
  },
  {
    why: 'is this node blocked, or in something that is?',
    from: 'function isBlocked(',
    to: 'function isSerialized(',
    by: `function isBlocked(node, _class, selector, checkAncestors) {
  const element = closestElementOfNode(node);
  if (!element || element.nodeType !== 1) return false;
  return checkAncestors ? closestTo(element, selector) !== null : matchesSelector(element, selector);
}
`,
  },
];
