import { BLOCKED, createStates, IGNORED, MASKED } from '../privacy/marks.ts';

/** Whether an element is in the page and stands under no mark that hides what it shows. */
export function isShown(element: Element): boolean {
  return element.isConnected && !(createStates()(element) & (BLOCKED | MASKED));
}

/** Whether it may not be told what the visitor does in an element. */
export function isIgnored(element: Element): boolean {
  return (createStates()(element) & IGNORED) !== 0;
}
