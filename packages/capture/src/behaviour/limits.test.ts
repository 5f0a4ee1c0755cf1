import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clicks, events, load, open, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

const PAGE = `<!doctype html><title>Limits</title>${TAG}<button id="go">Go</button><p id="clock"></p>`;

/** Eight megabytes of text in one page: what no asset is taken out of, and no two lines of which are alike. */
const HUGE = `${PAGE}${Array.from({ length: 800 }, (_, n) => `<p>${`word${n} `.repeat(1_200)}</p>`).join('')}<p>the end of it</p>`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ '/': PAGE, '/huge': HUGE });
});
afterAll(() => stage.close());

describe('at its limits', () => {
  test('a snapshot of 8 MB arrives whole', async () => {
    await open(stage, await stage.visitor(), '/huge');
    const snapshot = await until('the snapshot', () => events(stage.end).find(({ type }) => type === 2));
    const text = JSON.stringify(snapshot);
    expect(text.length).toBeGreaterThan(7_500_000);
    expect(text).toContain('the end of it');
    expect(stored(stage.end)[0]?.batch.envelope.counters.faults).toBe(0);
  });

  test('a device without room keeps nothing, and the page is recorded all the same', async () => {
    const context = await stage.visitor();
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: stage.end.site, quotaSize: 1 });
    await load(stage, page);
    await page.click('#go');
    await page.evaluate('setInterval(() => { clock.textContent = "x".repeat(9_000) + Math.random() }, 100)');
    await until('a batch', () => stored(stage.end).length > 0);
    await page.click('#go');
    await page.close();
    await until('both clicks', () => clicks(stage.end).length === 2);
  });

  test('a batch that came cut off is sent once more, plain, under its own number', async () => {
    const context = await stage.visitor();
    stage.end.answer = (_, number) =>
      number === 0 ? { status: 400, body: '{"error":"truncated","message":"cut"}' } : { status: 200 };
    await open(stage, context);
    await until('the second try', () => stored(stage.end).length > 0);
    const [cut, whole] = stage.end.arrivals;
    expect(whole?.batch?.lines).toEqual(cut?.batch?.lines);
    expect(whole?.batch?.envelope.seq).toBe(cut?.batch?.envelope.seq);
    const gzipped = [cut, whole].map((arrival) => Buffer.from(arrival?.body ?? []).includes(Buffer.from([31, 139, 8])));
    expect(gzipped).toEqual([true, false]);
  });

  test('a page that nobody touches any more makes no request, whatever its scripts do', async () => {
    const context = await stage.visitor({ still: true });
    await context.clock.install({ time: Date.now() });
    const page = await context.newPage();
    await load(stage, page);
    await page.evaluate('setInterval(() => { clock.textContent = Date.now() }, 1_000)');
    await page.click('#go');
    await context.clock.runFor(40_000);
    await until('the click, and what came after it', async () => {
      const before = stage.end.arrivals.length;
      await new Promise((resolve) => setTimeout(resolve, 300));
      return clicks(stage.end).length === 1 && stage.end.arrivals.length === before;
    });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await context.clock.runFor(60_000);
    expect(await page.evaluate('Number(clock.textContent) > 0')).toBe(true);
    expect(asked).toEqual([]);
    await page.mouse.move(60, 60);
    await context.clock.runFor(5_000);
    await until('what had waited', () => asked.length > 0);
  });
});
