/**
 * Requests that are told between two signs of the visitor: a busy page load has some dozens. What a page fetches while nobody is
 * there is polling, and its failures are nobody's struggle.
 */
export const UNATTENDED_MAX = 100;

/** Requests that one document tells in all: a busy day in an app that polls. Only a loop run wild makes more. */
export const DOCUMENT_MAX = 10_000;

/** Whether one more request may be told. `seen` is when the visitor was last noticed: whenever it changes, there is new room. */
export function createBudget(): (seen: number) => boolean {
  let told = 0;
  let unattended = 0;
  let last = Number.NaN;
  return (seen) => {
    if (seen !== last) unattended = 0;
    last = seen;
    if (unattended >= UNATTENDED_MAX || told >= DOCUMENT_MAX) return false;
    unattended++;
    told++;
    return true;
  };
}
