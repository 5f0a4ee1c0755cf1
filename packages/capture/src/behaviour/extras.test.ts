import { PLUGIN } from '@falter/wire';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clicks, load, notes, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

let stage: Stage;
let lines: string[];
beforeAll(async () => {
  stage = await openStage({
    '/': `<!doctype html><title>Extras</title>${TAG}<h1>Here</h1><button id="go">Go</button>`,
    '/full': `<!doctype html><title>Full</title>${TAG.replace('falter.js', 'falter.full.js')}<button id="go">Go</button>`,
  });
});
afterAll(() => stage.close());

/** A recorded page whose extras come when `release` is called, or never. */
async function visit(): Promise<{ context: BrowserContext; page: Page; release: (how: 'continue' | 'abort') => void }> {
  const context = await stage.visitor();
  const { promise, resolve } = Promise.withResolvers<'continue' | 'abort'>();
  await context.route('**/falter.extras.js', async (route) => route[await promise]());
  const page = await context.newPage();
  lines = [];
  page.on('console', (message) => lines.push(message.text()));
  page.on('pageerror', (error) => lines.push(String(error)));
  await load(stage, page);
  return { context, page, release: resolve };
}

const answer = (page: Page): Promise<{ why: string; session?: string }> => page.evaluate('falter.diagnostics()');

describe('what comes after the recording has begun', () => {
  test('is waited for by what the site says, by the vitals, and by nothing that is recorded', async () => {
    const { page, release } = await visit();
    await page.evaluate(`falter.identify('ann'); falter.mark('step'); falter.track('said')`);
    await page.click('#go');
    await until('the click', () => clicks(stage.end).length > 0);
    expect([notes(stage.end, PLUGIN.person), await page.evaluate('falter.sessionUrl()')]).toEqual([[], '']);
    release('continue');
    await until('the words', () => notes(stage.end, PLUGIN.track).length > 0);
    expect(notes(stage.end, PLUGIN.person)).toEqual([{ id: 'ann', traits: {} }]);
    expect(notes(stage.end, PLUGIN.mark)).toEqual([{ step: 'step' }]);
    expect((await answer(page)).session).toBe(stored(stage.end)[0]?.batch.envelope.session);
    await page.close();
    await until('a vital of before', () => notes(stage.end, PLUGIN.vital).some(({ name }) => name === 'FCP'));
  });

  test('and never comes, is missed aloud where it is asked, and the recording goes on', async () => {
    const { page, release } = await visit();
    release('abort');
    await until('the fault to be known', async () => (await answer(page)).why !== '');
    expect(await answer(page)).toMatchObject({ why: 'falter.extras.js did not come.' });
    await page.evaluate(`falter.mark('into nothing')`);
    await page.click('#go');
    await until('the click', () => clicks(stage.end).length > 0);
    await until('the fault to be told', () =>
      stored(stage.end).some(({ batch }) => batch.envelope.counters.faults === 1),
    );
    // The browser's own remark on a request that failed.
    expect(lines.filter((line) => !line.includes('net::'))).toEqual([]);
    expect(notes(stage.end, PLUGIN.resource)).toEqual([]);
  });

  test('leaves no trace in the page, and none in what is recorded of it', async () => {
    const { page, release } = await visit();
    release('continue');
    await until('the words', async () => (await answer(page)).session);
    expect(await page.evaluate('[...document.scripts].map(({ src }) => src)')).toEqual([
      `${stage.end.collector}/falter.js`,
    ]);
    expect(await page.evaluate('Object.keys(window).filter((name) => /falter/.test(name))')).toEqual(['falter']);
    await page.click('#go');
    await until('the click', () => clicks(stage.end).length > 0);
    const changes = stored(stage.end).flatMap(({ batch }) => batch.events.filter(({ data }) => data.source === 0));
    expect([changes, lines]).toEqual([[], []]);
  });

  test('is in the one file from the start', async () => {
    const page = await (await stage.visitor()).newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await load(stage, page, '/full');
    expect((await answer(page)).session).toMatch(/./);
    expect(asked.filter((path) => path.endsWith('.js'))).toEqual(['/falter.full.js']);
  });
});
