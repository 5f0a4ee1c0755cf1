import type { Page } from 'playwright-core';

/**
 * Puts a visitor's hand on the mouse of every document that loads in this page: it moves until the document has sent something. The
 * snippet sends nothing of a page that nobody touched, and takes a moment to come.
 */
export function putHandOn(page: Page): void {
  let sent = false;
  page.on('domcontentloaded', () => {
    sent = false;
  });
  // Before it has loaded, too: a test goes on from there, and two hands would be on the mouse.
  page.on('request', (request) => {
    sent ||= request.url().endsWith('/v1/batch');
  });
  page.on('load', async () => {
    for (let n = 0; n < 100 && !sent && !page.isClosed(); n++) {
      await page.mouse.move(200 + (n % 9), 300).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
}
