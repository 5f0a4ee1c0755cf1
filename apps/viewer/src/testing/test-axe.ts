import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Longer than anything takes to fade in. Milliseconds. */
const FADES_MS = 400;

/** What axe finds on a page: rule and elements. Empty when there is nothing. `experimental`: rules that are off by default. */
export async function axeViolations(page: Page, experimental: readonly string[] = []): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(
    async ([also, fadesMs]) => {
      // What fades in has its colours once it is there; what turns for ever, or stands, has them all the time.
      const ended = Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, fadesMs))]);
      const rules = Object.fromEntries(also.map((rule) => [rule, { enabled: true }]));
      // The recorded page inside the frame is what it is; the viewer answers for its own.
      const { violations } = await (window as never as { axe: typeof import('axe-core') }).axe.run(document, {
        iframes: false,
        rules,
      });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    [experimental, FADES_MS] as const,
  );
}
