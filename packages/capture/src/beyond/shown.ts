import { BLOCKED, createStates, MASKED } from '../privacy/marks.ts';

/** Whether an element is in the page and stands under no mark that hides what it shows. */
export function isShown(element: Element): boolean {
  return element.isConnected && !(createStates()(element) & (BLOCKED | MASKED));
}
