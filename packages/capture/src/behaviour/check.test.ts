import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FarEnd, Pages } from '../../test/far-end.ts';
import { clicks, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

const body = (head: string, more = ''): string =>
  `<!doctype html><title>Check</title>${head}<button id="go">Go</button>${more}`;
const tag = (attributes: string): string => TAG.replace('data-key', `${attributes} data-key`);

const PAGES: Pages = {
  '/': body(TAG),
  '/consent': body(tag('data-consent="required"')),
  '/none': body(tag('data-sample="0"')),
  '/keyless': body(TAG.replace('data-key="key-of-a-test"', '')),
  '/router': body('<script>history.replaceState({}, "", "/#/home")</script><script>seen = location.href</script>', TAG),
  '/policy': {
    headers: { 'content-security-policy': "script-src * 'unsafe-inline'; connect-src 'self'" },
    body: body(TAG),
  },
};

let stage: Stage;
let context: BrowserContext;
beforeAll(async () => {
  stage = await openStage(PAGES);
});
afterAll(() => stage.close());

interface Told {
  state: string;
  detail: string;
}

interface Checked {
  site: Page;
  heard(): Promise<Told[]>;
  /** Waits for a state and gives all that were told until then. */
  until(state: string): Promise<Told[]>;
}

/** Opens a page of the site from a window at `from`, as the viewer does. */
async function check(
  path: string,
  from = `${stage.end.collector}/viewer`,
  end: Partial<FarEnd> = {},
): Promise<Checked> {
  context = await stage.visitor();
  Object.assign(stage.end, end);
  const viewer = await context.newPage();
  await viewer.goto(from);
  const [site] = await Promise.all([
    context.waitForEvent('page'),
    viewer.evaluate((url) => void window.open(url), stage.end.site + path),
  ]);
  const heard = async (): Promise<Told[]> => {
    const all = (await viewer.evaluate('heard')) as { falter: string; state: string; detail: string }[];
    for (const one of all) expect(Object.keys(one)).toEqual(['falter', 'state', 'detail']);
    expect(all.every(({ falter }) => falter === 'check')).toBe(true);
    return all.map(({ state, detail }) => ({ state, detail }));
  };
  const find = async (state: string): Promise<Told[] | false> => {
    const all = await heard();
    return all.some((told) => told.state === state) && all;
  };
  return { site, heard, until: (state) => until(`${path} to be ${state}`, () => find(state)) };
}

const states = (told: Told[]): string[] => told.map(({ state }) => state);

describe('the setup check', () => {
  test('says that the snippet is there, that it records, and that a batch was taken', async () => {
    const { site, until: wait, heard } = await check('/#falter-check');
    expect(states(await wait('delivered'))).toEqual(['loaded', 'recording', 'delivered']);
    await site.click('#go');
    await until('the click', () => clicks(stage.end).length === 1);
    await until('the click’s answer', async () => (await heard()).length >= 4);
    expect(new Set(states(await heard()).slice(2))).toEqual(new Set(['delivered']));
    expect(site.url()).toBe(`${stage.end.site}/#falter-check`);
  });

  test.each([
    ['/consent#falter-check', 'consent-pending', ''],
    ['/none#falter-check', 'sampled-out', 'sample: 0'],
    ['/keyless#falter-check', 'refused', 'unknown_key: no project has this write key.'],
    ['/policy#falter-check', 'blocked-by-csp', 'connect-src forbids $COLLECTOR.'],
  ])('%s: %s', async (path, state, detail) => {
    const told = await (await check(path)).until(state);
    expect(told[0]).toEqual({ state: 'loaded', detail: '' });
    expect(told.at(-1)).toEqual({ state, detail: detail.replace('$COLLECTOR', stage.end.collector) });
    expect(stored(stage.end)).toEqual([]);
  });

  test.each(['switched-off', 'declined'] as const)('says that the project has %s it', async (state) => {
    const told = await (await check('/#falter-check', undefined, { settings: { recording: false, state } })).until(
      state,
    );
    expect(told).toEqual([
      { state: 'loaded', detail: '' },
      { state, detail: '' },
    ]);
  });

  test('goes on when consent is given', async () => {
    const { site, until: wait } = await check('/consent#falter-check');
    await wait('consent-pending');
    await site.evaluate('falter.consent(true)');
    expect(states(await wait('delivered'))).toEqual(['loaded', 'consent-pending', 'recording', 'delivered']);
  });

  test.each([
    [401, '{"error":"unknown_key","message":"[wire] no such key. Look."}', 'unknown_key: [wire] no such key. Look.'],
    [403, '{"error":"foreign_origin","message":"Add it."}', 'foreign_origin: Add it.'],
    [503, '{"error":"store_unavailable","message":"Wait."}', 'store_unavailable: Wait.'],
    [502, '<h1>Bad gateway</h1>', '502'],
  ])('a refusal %d is told in the collector’s own words', async (status, answer, detail) => {
    const checked = await check('/#falter-check', undefined, { answer: () => ({ status, body: answer }) });
    const told = await checked.until('refused');
    expect(told.at(-1)).toEqual({ state: 'refused', detail });
  });

  test('a collector that nobody reaches is told, and not what the policy is about', async () => {
    context = await stage.visitor();
    await context.route('**/v1/batch', (route) => route.abort('blockedbyclient'));
    const viewer = await context.newPage();
    await viewer.goto(`${stage.end.collector}/viewer`);
    await viewer.evaluate((url) => void window.open(url), `${stage.end.site}/#falter-check`);
    const told = await until('unreachable', async () => {
      const all = (await viewer.evaluate('heard')) as Told[];
      return all.some(({ state }) => state === 'unreachable') && all;
    });
    expect(states(told)).not.toContain('blocked-by-csp');
  });

  test('finds its sign in the first address, although a router has replaced it, and writes none', async () => {
    const { site, until: wait } = await check('/router#falter-check');
    expect(states(await wait('delivered'))).toEqual(['loaded', 'recording', 'delivered']);
    expect(site.url()).toBe(`${stage.end.site}/#/home`);
  });
});

describe('nothing is told', () => {
  test('without the sign, or to a window that is not at the collector’s origin', async () => {
    for (const [path, from] of [
      ['/', `${stage.end.collector}/viewer`],
      ['/?falter-check', `${stage.end.collector}/viewer`],
      ['/#falter-check', `${stage.end.site}/api/200`],
    ] as const) {
      const { site } = await check(path, from);
      const [viewer] = context.pages();
      await viewer?.evaluate('globalThis.heard ??= []; onmessage = ({ data }) => heard.push(data); 0');
      await until(`a batch of ${path}`, () => stored(stage.end).length > 0);
      await site.click('#go');
      expect(await viewer?.evaluate('heard')).toEqual([]);
    }
  });

  test('of the key, the session or its secret', async () => {
    const { until: wait } = await check('/#falter-check');
    const told = JSON.stringify(await wait('delivered'));
    const { session, secret, tab, key } = stored(stage.end)[0]?.batch.envelope ?? {};
    for (const value of [session, secret, tab, key]) expect(told).not.toContain(value);
  });
});
