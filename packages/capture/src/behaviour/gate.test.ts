import { PLUGIN, type SettingsAnswer } from '@falter/wire';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { events, notes, open, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

let stage: Stage;
let asked: string[];
beforeAll(async () => {
  stage = await openStage({ '/': `<!doctype html><title>Gate</title>${TAG}<button id="go">Go</button>` });
});
afterAll(() => stage.close());

/** A page of a site whose project says this, and which files it fetches from the collector. */
async function visit(settings: Partial<SettingsAnswer>): Promise<{ context: BrowserContext; page: Page }> {
  const context = await stage.visitor();
  stage.end.settings = settings;
  asked = [];
  context.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const page = await context.newPage();
  await page.goto(stage.end.site);
  return { context, page };
}

const become = (page: Page, state: string): Promise<boolean> =>
  until(`the page to be ${state}`, () => page.evaluate(`falter.diagnostics?.().state === '${state}'`));

const scripts = (): string[] => asked.flatMap((path) => /falter\.\w+\.js$/.exec(path)?.[0] ?? []);

describe('the recorder', () => {
  test.each([
    ['switched-off', { recording: false, state: 'switched-off' }],
    ['sampled-out', { sample: 0 }],
    ['consent-pending', { consent: 'required' }],
  ] as const)('is not fetched for a visitor who is %s', async (state, settings) => {
    const { page } = await visit(settings);
    await become(page, state);
    await page.click('#go');
    expect(scripts()).toEqual([]);
  });

  test('is fetched when the visitor agrees, the extras after it, each once', async () => {
    const { page } = await visit({ consent: 'required' });
    await become(page, 'consent-pending');
    await page.evaluate('falter.consent(true)');
    await until('the extras', () => scripts().length > 1);
    await page.evaluate('falter.stop(); falter.start(); falter.track("again")');
    await until('a batch', () => stored(stage.end).length > 0);
    expect(scripts()).toEqual(['falter.recorder.js', 'falter.extras.js']);
  });

  test('is fetched for a session that is not in the sample when it is known who is there: somebody may wait for them', async () => {
    const { page } = await visit({ sample: 0 });
    await become(page, 'sampled-out');
    await page.evaluate('falter.identify("ann")');
    await until('the question', () => stage.end.strays.includes('POST /v1/person'));
    expect(stored(stage.end)).toEqual([]);
  });

  test('records a session that somebody waits for, though it is not in the sample', async () => {
    const { page } = await visit({ sample: 0 });
    stage.end.wished = true;
    await become(page, 'sampled-out');
    await page.evaluate('falter.identify("ann")');
    await until('the person', () => notes(stage.end, PLUGIN.person).some(({ id }) => id === 'ann'));
  });
});

describe('a wish to be erased', () => {
  test('that did not arrive is said again by the next page, and is all that stays until then', async () => {
    const { context, page } = await visit({});
    await until('a batch', () => stored(stage.end).length > 0);
    const { session, secret } = stored(stage.end)[0]?.batch.envelope ?? {};
    await context.route('**/v1/erase', (route) => route.abort());
    await page.evaluate('falter.consent(false)');
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual(['falter:key-of-a-test:gone']);
    await page.reload();
    await until('the second try', () => asked.filter((path) => path === '/v1/erase').length === 2);
    expect(stage.end.erased).toEqual([]);
    await context.unroute('**/v1/erase');
    stage.end.settings = { consent: 'required' };
    await page.reload();
    await until('the wish', () => stage.end.erased.length > 0);
    expect(JSON.parse(stage.end.erased[0] ?? '')).toEqual({ v: 1, key: 'key-of-a-test', session, secret });
    await until('nothing of it to stay', () => page.evaluate('!localStorage["falter:key-of-a-test:gone"]'));
  });
});

describe('the collector', () => {
  test('that misses something is sent a snapshot', async () => {
    const context = await stage.visitor();
    stage.end.answer = (_, number) => ({
      ...{ status: 200 },
      body: JSON.stringify({ stored: 'new', ...(number === 0 && { directives: { snapshot: true } }) }),
    });
    await open(stage, context);
    await until('another snapshot', () => events(stage.end).filter(({ type }) => type === 2).length === 2);
  });

  test('that tells the project has it in the session’s address', async () => {
    const { page } = await visit({ project: 'shop & co' });
    const url = await until('the address', () => page.evaluate<string>('falter.sessionUrl?.() || undefined'));
    expect(new URL(url).searchParams.get('project')).toBe('shop & co');
  });
});
