/** For the browser tests: what changed in the page, as a recorder would see it. */

import type { Page } from 'playwright-core';

// Scripts for the page travel as text: this file belongs to the server's side, where there is no `document`.
const watch = `
  window.seen = [];
  new MutationObserver((records) => window.seen.push(...records.map((record) => {
    const element = record.target.nodeType === 1 ? record.target : record.target.parentElement;
    return record.type + ' of ' + (element?.closest('[data-testid]')?.dataset.testid ?? element?.nodeName);
  }))).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
`;

// Two frames: whatever a handler put off to the next frame has happened by then.
const settled = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

/** Starts to note every change of the document. Once per page load. */
export async function watchChanges(page: Page): Promise<void> {
  await page.evaluate(watch);
}

/** The changes since the last call, each as `KIND of TEST-ID`. */
export async function takeChanges(page: Page): Promise<string[]> {
  return page.evaluate(`${settled}.then(() => window.seen.splice(0))`);
}
