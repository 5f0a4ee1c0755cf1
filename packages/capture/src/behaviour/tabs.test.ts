import { ID_PATTERN } from '@falter/wire';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clicks, events, lastWords, load, open, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

const body = (more: string): string => `<!doctype html><title>Tabs</title>${TAG}<button id="go">Go</button>${more}`;

const PAGES = {
  '/': body('<a id="next" href="/two">two</a>'),
  '/two': body(''),
  '/opener': body('<script>function clone() { window.open("/two") }</script>'),
  '/frame': body('<iframe src="/two" width="200" height="100"></iframe>'),
  '/silent': '<!doctype html><title>Silent</title>',
};

let stage: Stage;
let context: BrowserContext;
beforeAll(async () => {
  stage = await openStage(PAGES);
});
afterAll(() => stage.close());

interface Told {
  session: string;
  tab: string;
  seq: number;
  page: string;
  first: number | undefined;
}

/** What the envelopes say, in order of arrival. */
function told(): Told[] {
  return stored(stage.end).map(({ batch: { envelope, events } }) => {
    const { session, tab, seq, page } = envelope;
    return { session, tab, seq, page, first: events[0]?.type };
  });
}

/** Batches of each tab of each session, by number. The same batch may come again: nobody knows whether last words were heard. */
function streams(): Map<string, number[]> {
  const map = new Map<string, number[]>();
  const known = new Set<string>();
  for (const { batch } of stored(stage.end)) {
    const { session, tab, seq } = batch.envelope;
    const content = JSON.stringify([session, tab, seq, batch.lines]);
    if (!known.has(content)) map.set(`${session} ${tab}`, [...(map.get(`${session} ${tab}`) ?? []), seq]);
    known.add(content);
  }
  for (const seqs of map.values()) seqs.sort((a, b) => a - b);
  return map;
}

/** Numbers from 0 without gap and without a number that two different batches share. */
function expectWhole(): void {
  for (const seqs of streams().values()) expect(seqs).toEqual(seqs.map((_, index) => index));
}

async function visit(path = '/'): Promise<Page> {
  context = await stage.visitor();
  return open(stage, context, path);
}

async function pages(count: number): Promise<void> {
  await until(`${count} pages`, () => new Set(told().map(({ page }) => page)).size >= count);
}

describe('a tab', () => {
  test('keeps its session, its id and its count over documents, each with a snapshot first', async () => {
    const page = await visit();
    await page.click('#next');
    await pages(2);
    await page.click('#go');
    await page.reload();
    await pages(3);
    await page.close();
    await lastWords(stage.end, 3);
    expect(new Set(told().map(({ session }) => session)).size).toBe(1);
    expect(new Set(told().map(({ tab }) => tab)).size).toBe(1);
    expectWhole();
    const seen = new Set<string>();
    for (const { page: id, first } of told()) {
      if (!seen.has(id)) expect(first).toBe(4);
      seen.add(id);
    }
  });

  test('has ids that the collector accepts and a secret that the tabs of the session share', async () => {
    const page = await visit();
    await open(stage, context, '/two');
    const envelopes = stored(stage.end).map(({ batch }) => batch.envelope);
    for (const { session, secret, tab, page: id } of envelopes) {
      for (const value of [session, secret, tab, id]) expect(value).toMatch(ID_PATTERN);
    }
    expect(new Set(envelopes.map(({ secret }) => secret)).size).toBe(1);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['falter:key-of-a-test']);
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual(['falter:key-of-a-test']);
  });

  test('that is new gets its own id and counts from 0, in the same session', async () => {
    await visit();
    await open(stage, context, '/two');
    expect(streams().size).toBe(2);
    expect(new Set(told().map(({ session }) => session)).size).toBe(1);
    expectWhole();
  });

  test('that is a copy of another never takes its id, whichever of the two goes on', async () => {
    const page = await visit('/opener');
    const [copy] = await Promise.all([context.waitForEvent('page'), page.evaluate('clone()')]);
    await pages(2);
    expect(await copy.evaluate(() => sessionStorage.length)).toBe(1);
    await Promise.all([page.click('#go'), copy.click('#go')]);
    await copy.reload();
    await page.reload();
    await pages(4);
    await Promise.all([page.close(), copy.close()]);
    await lastWords(stage.end, 4);
    expect(streams().size).toBe(2);
    expectWhole();
  });

  test('whose storage was copied in mid-life by the browser never takes its id either', async () => {
    const page = await visit();
    const copied = await page.evaluate(() => ({ ...sessionStorage }));
    const duplicate = await context.newPage();
    await duplicate.goto(`${stage.end.site}/silent`);
    await duplicate.evaluate((entries) => {
      for (const [name, value] of Object.entries(entries)) sessionStorage.setItem(name, value);
    }, copied);
    await duplicate.goto(`${stage.end.site}/two`);
    await pages(2);
    expect(streams().size).toBe(2);
    expectWhole();
  });

  test('whose number is taken after all (409) goes on under another id, from a snapshot', async () => {
    context = await stage.visitor();
    stage.end.answer = (_, number) => ({ status: number === 0 ? 409 : 200 });
    const page = await open(stage, context);
    await until('a batch that was stored', () => stored(stage.end).length > 0);
    await page.click('#go');
    await until('the click', () => clicks(stage.end).length > 0);
    expect(told()[0]).toMatchObject({ seq: 0, first: 4 });
    expect(told()[0]?.tab).not.toBe(stage.end.arrivals[0]?.batch?.envelope.tab);
    expect(stored(stage.end)[0]?.batch.envelope.counters.dropped).toBe(stage.end.arrivals[0]?.batch?.events.length);
    expectWhole();
  });
});

describe('a frame', () => {
  test('of the same origin is recorded by the page around it, once', async () => {
    const page = await visit('/frame');
    await page.frameLocator('iframe').locator('#go').click();
    await page.close();
    await lastWords(stage.end);
    expect(streams().size).toBe(1);
    expect(clicks(stage.end)).toHaveLength(1);
  });
});

describe('a session', () => {
  const MINUTE = 60_000;

  /** A visit whose clock the test turns. */
  async function timed(path = '/'): Promise<Page> {
    context = await stage.visitor();
    await context.clock.install({ time: Date.now() });
    const page = await context.newPage();
    await load(stage, page, path);
    await pass(1_000);
    await until('the first batch', () => stage.end.arrivals.length > 0);
    return page;
  }

  /** Lets page time pass, in steps between which real answers arrive: a request must not time out in an instant. */
  async function pass(ms: number): Promise<void> {
    let open = 0;
    const begun = (): void => void open++;
    const ended = (): void => void open--;
    context.on('request', begun).on('requestfinished', ended).on('requestfailed', ended);
    for (let left = ms; left > 0; left -= 10_000) {
      await context.clock.runFor(Math.min(left, 10_000));
      await until('all answers', () => open <= 0);
    }
    context.off('request', begun).off('requestfinished', ended).off('requestfailed', ended);
  }

  /** Id of the session that a page finds in its storage. */
  function storedSession(page: Page): Promise<string> {
    return page.evaluate(() => JSON.parse(localStorage.getItem('falter:key-of-a-test') ?? '{}').id);
  }

  test('ends after 30 minutes without the visitor, though the page ticks on; the next sign of life begins another', async () => {
    const page = await timed();
    await page.evaluate((ms) => void setInterval(() => document.body.append('tick'), ms), MINUTE);
    await pass(29 * MINUTE);
    const before = told();
    expect(new Set(before.map(({ session }) => session)).size).toBe(1);
    await pass(10 * MINUTE);
    const ended = told().length;
    await pass(10 * MINUTE);
    expect(told()).toHaveLength(ended);
    await page.click('#go');
    await pass(5_000);
    await until('the click', () => clicks(stage.end).length > 0);
    expect(streams().size).toBe(2);
    expectWhole();
    const fresh = told().filter(({ session }) => session !== before[0]?.session);
    expect(fresh[0]).toMatchObject({ seq: 0, first: 4 });
    expect(fresh[0]?.tab).toBe(before[0]?.tab);
    const withClick = stored(stage.end).filter(({ batch }) =>
      batch.events.some(({ data }) => data.source === 2 && data.type === 2),
    );
    expect(withClick.map(({ batch }) => batch.envelope.session)).toEqual([fresh[0]?.session]);
  });

  test('goes on while the visitor works inside a frame, whose events come once though snapshots are repeated', async () => {
    const page = await timed('/frame');
    for (let n = 0; n < 4; n++) {
      await page.frameLocator('iframe').locator('#go').click();
      await pass(20 * MINUTE);
    }
    await until('all clicks', () => clicks(stage.end).length === 4);
    expect(events(stage.end).filter(({ type }) => type === 2).length).toBeGreaterThan(2);
    expect(streams().size).toBe(1);
    expectWhole();
  });

  test('goes on in a tab that rests while another is used', async () => {
    const first = await timed();
    const second = await context.newPage();
    await second.goto(`${stage.end.site}/two`);
    for (let n = 0; n < 4; n++) {
      await pass(20 * MINUTE);
      await second.click('#go');
    }
    await first.click('#go');
    await pass(5_000);
    await until('all clicks', () => clicks(stage.end).length === 5);
    expect(new Set(told().map(({ session }) => session)).size).toBe(1);
    expect(streams().size).toBe(2);
    expectWhole();
  });

  test('that another tab began is joined, from a snapshot', async () => {
    const first = await timed();
    const second = await context.newPage();
    await second.goto(`${stage.end.site}/two`);
    await pass(40 * MINUTE);
    const ended = await storedSession(second);
    await second.click('#go');
    const begun = await storedSession(second);
    expect(begun).not.toBe(ended);
    // What one process writes to localStorage reaches another's a moment later: of 150 reads right after, 2 were stale. A tab that
    // is clicked within that moment begins a session of its own; no visitor changes tabs so fast, but this test does.
    await until('the new session to reach the first tab', async () => (await storedSession(first)) === begun);
    await first.click('#go');
    await pass(5_000);
    await until('both clicks', () => clicks(stage.end).length === 2);
    expect(new Set(told().map(({ session }) => session)).size).toBe(2);
    expectWhole();
    expect(streams().size).toBe(4);
  });

  test('survives a site that empties the storage at logout', async () => {
    const page = await timed();
    await page.evaluate(() => localStorage.clear());
    await pass(10_000);
    await page.click('#go');
    await page.reload();
    await pages(2);
    expect(new Set(told().map(({ session }) => session)).size).toBe(1);
    expectWhole();
  });
});
