import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { difference, replay } from '../../test/replay.ts';
import { events, lastWords, open, openStage, type Stage, TAG } from '../../test/visit.ts';

/** What a page does after its first snapshot; each page has one. */
declare const act: () => Promise<void> | void;

const folder = new URL('../../test/pages/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace('.html', ''));

let stage: Stage;
beforeAll(async () => {
  const pages = names.map((name) => [`/${name}`, readFileSync(new URL(`${name}.html`, folder), 'utf8') + TAG]);
  stage = await openStage({
    ...Object.fromEntries(pages),
    '/framed':
      '<!doctype html><body><p id="where"></p><script>where.textContent = location.search || "framed"</script>',
    '/blank': '<!doctype html><title>Player</title>',
  });
});
afterAll(() => stage.close());

/** A screenshot without what blinks, and of nothing that moves. */
function shot(page: Page): Promise<Buffer> {
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}

describe('a page', () => {
  test.each(names)('of %s looks in a replay as it did', async (name) => {
    const context = await stage.visitor();
    const page = await open(stage, context, `/${name}`);
    await page.mouse.move(5, 5);
    await page.evaluate(() => act());
    const live = await shot(page);
    await page.goto(`${stage.end.site}/blank`);
    await lastWords(stage.end);

    const player = await replay(stage, events(stage.end));
    await expect.poll(async () => difference(player, live, await shot(player)), { timeout: 5000 }).toBeLessThan(0.002);
  });
});
