/** What changed in the page, as a recorder would see it. */

import type { Page } from 'playwright-core';

declare global {
  interface Window {
    seen: string[];
  }
}

/** Starts to note every change of the document. Once per page load. */
export async function watchChanges(page: Page): Promise<void> {
  await page.evaluate(() => {
    const nameOf = (node: Node) => {
      const element = node instanceof HTMLElement ? node : node.parentElement;
      return element?.closest<HTMLElement>('[data-testid]')?.dataset.testid ?? element?.nodeName;
    };
    window.seen = [];
    new MutationObserver((records) => {
      window.seen.push(...records.map((record) => `${record.type} of ${nameOf(record.target)}`));
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

/** The changes since the last call, each as `KIND of TEST-ID`. */
export async function takeChanges(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // Two frames: whatever a handler put off to the next frame has happened by then.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return window.seen.splice(0);
  });
}
