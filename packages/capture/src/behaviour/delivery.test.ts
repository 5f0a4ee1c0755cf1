import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Arrival, Reply } from '../../test/far-end.ts';
import {
  clicks,
  events,
  lastWords,
  load,
  notes,
  open,
  openStage,
  type Stage,
  stored,
  TAG,
  until,
} from '../../test/visit.ts';

const PAGE = `<!doctype html><title>Delivery</title>${TAG}<button id="go">Go</button><div id="list"></div>
  <script>
    function grow(kilobytes) { list.append(Object.assign(document.createElement('p'), { textContent: 'x'.repeat(1024 * kilobytes) })); }
  </script>`;

/** So large that its snapshot never fits into what a leaving page may send. */
const LARGE = `${PAGE}<p>${Array.from({ length: 40_000 }, (_, n) => (n * 2654435761).toString(36)).join(' ')}</p>`;

const POLICY = { headers: { 'content-security-policy': "connect-src 'self'" }, body: PAGE };

let stage: Stage;
let context: BrowserContext;
beforeAll(async () => {
  stage = await openStage({ '/': PAGE, '/large': LARGE, '/policy': POLICY });
});
afterAll(() => stage.close());

async function visit(path = '/'): Promise<Page> {
  context = await stage.visitor();
  return open(stage, context, path);
}

/** A page whose batches are answered by `answer` from the first on. */
async function visitAnswered(answer: (arrival: Arrival, number: number) => Reply, path = '/'): Promise<Page> {
  context = await stage.visitor();
  stage.end.answer = answer;
  return open(stage, context, path);
}

const isStatus =
  (wanted: number) =>
  (arrival: Arrival): boolean =>
    arrival.reply.status === wanted;

describe('delivery', () => {
  test('costs no preflight, carries no cookie and no address, and is gzipped', async () => {
    const page = await visit();
    await context.addCookies([{ name: 'id', value: '1', url: stage.end.collector }]);
    await page.click('#go');
    await until('the click', () => clicks(stage.end).length > 0);
    await page.close();
    await lastWords(stage.end);
    expect(stage.end.strays).toEqual([]);
    for (const { method, headers } of stage.end.arrivals) {
      expect(method).toBe('POST');
      expect(headers['content-type']).toBe('text/plain');
      expect(headers.origin).toBe(stage.end.site);
      expect([headers.cookie, headers.referer, headers['content-encoding']]).toEqual([undefined, undefined, undefined]);
    }
    const gzipped = stored(stage.end).map(({ body }) => body[body.indexOf(10) + 1] === 0x1f);
    expect(gzipped).toEqual([...gzipped.slice(0, -1).map(() => true), false]);
  });

  test('tells a click within a second, not sooner, and is silent when nothing happens', async () => {
    context = await stage.visitor({ still: true });
    await context.clock.install({ time: Date.now() });
    const page = await context.newPage();
    await load(stage, page);
    await page.mouse.move(50, 60);
    await page.clock.runFor(1_000);
    await until('the first batch', () => stage.end.arrivals.length > 0);
    const first = stage.end.arrivals.length;
    await page.click('#go');
    await page.clock.runFor(900);
    expect(stage.end.arrivals).toHaveLength(first);
    await page.clock.runFor(3_100);
    await until('the click', () => clicks(stage.end).length === 1);
    const after = stage.end.arrivals.length;
    await page.clock.runFor(20 * 60_000);
    expect(stage.end.arrivals).toHaveLength(after);
    await page.click('#go');
    await page.clock.runFor(4_000);
    await until('one more', () => stage.end.arrivals.length > after);
    expect(stage.end.arrivals).toHaveLength(after + 1);
  });

  test('the last click before the tab closes arrives, and that the visitor left', async () => {
    const page = await visit();
    await page.click('#go');
    await page.close();
    await until('the click', () => clicks(stage.end).length === 1);
    expect(notes(stage.end, 'falter/visibility@1')).toEqual([{ state: 'left' }]);
  });

  test('a batch under way when the page leaves arrives once', async () => {
    let held = false;
    const page = await visit();
    stage.end.answer = () => {
      const hang = !held;
      held = true;
      return { status: 200, hang };
    };
    await page.click('#go');
    await page.evaluate('history.pushState({}, "", "/x")');
    await until('a batch that hangs', () => stage.end.arrivals.some(({ reply }) => reply.hang));
    await page.click('#go');
    await page.close();
    await until('the last words', () => notes(stage.end, 'falter/visibility@1').length > 0);
    const seqs = stage.end.arrivals.map(({ batch }) => batch?.envelope.seq);
    expect(seqs).toEqual([0, 1, 2]);
  });

  test('a batch that waits for its repetition when the page leaves is handed over under its own number', async () => {
    const page = await visit();
    stage.end.answer = () => ({ status: 503, headers: { 'retry-after': '60' } });
    await page.click('#go');
    await page.evaluate('history.pushState({}, "", "/x")');
    await until('a refusal', () => stage.end.arrivals.some(isStatus(503)));
    stage.end.answer = () => ({ status: 200 });
    await page.close();
    await lastWords(stage.end);
    await until('the click', () => clicks(stage.end).length === 1);
    const [refused] = stage.end.arrivals.filter(isStatus(503));
    const again = stored(stage.end).find(({ batch }) => batch.envelope.seq === refused?.batch?.envelope.seq);
    expect(again?.batch.lines).toEqual(refused?.batch?.lines);
    // What is handed over while leaving travels side by side.
    expect(
      stored(stage.end)
        .map(({ batch }) => batch.envelope.seq)
        .sort(),
    ).toEqual([0, 1, 2]);
  });

  test('what does not fit when the page leaves comes with the next page, the clicks at once', async () => {
    const page = await visit();
    await page.evaluate('sessionStorage.probe = 1');
    await page.click('#go');
    await page.click('#go');
    const grown = (): number => events(stage.end).filter(({ data }) => JSON.stringify(data).includes('xxxx')).length;
    await until('a place on the device', () => page.evaluate('indexedDB.databases().then((all) => all.length > 0)'));
    await page.evaluate('grow(70); location.href = "about:blank"');
    await until('both clicks', () => clicks(stage.end).length === 2);
    expect(grown()).toBe(0);
    await page.waitForURL('about:blank');
    await page.goto(`${stage.end.site}/large`);
    await until('the rest', () => grown() === 1);
    const seqs = [...new Set(stored(stage.end).map(({ batch }) => batch.envelope.seq))].sort((a, b) => a - b);
    expect(seqs).toEqual(seqs.map((_, index) => index));
    expect(Math.max(...stored(stage.end).map(({ batch }) => batch.envelope.counters.dropped))).toBe(0);
  });
});

describe('an answer', () => {
  test('503 is repeated, with the same lines under the same number, and stored once', async () => {
    await visitAnswered((_, number) => ({ status: number < 2 ? 503 : 200 }));
    await until('it was stored', () => stored(stage.end).length > 0);
    const [first, second, third] = stage.end.arrivals;
    expect([first, second, third].map((arrival) => arrival?.reply.status)).toEqual([503, 503, 200]);
    expect(third?.batch?.lines).toEqual(first?.batch?.lines);
    expect([first, second, third].map((arrival) => arrival?.batch?.envelope.seq)).toEqual([0, 0, 0]);
  });

  test('429 with Retry-After is repeated no earlier than asked', async () => {
    await visitAnswered((_, number) =>
      number === 0 ? { status: 429, headers: { 'retry-after': '2' } } : { status: 200 },
    );
    await until('it was stored', () => stored(stage.end).length > 0);
    const [first, second] = stage.end.arrivals;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(2_000);
  });

  test('400 gives the batch up, counts its events and takes a fresh snapshot under the next number', async () => {
    const page = await visit();
    let refused = 0;
    stage.end.answer = () => ({ status: refused++ === 0 ? 400 : 200 });
    await page.click('#go');
    await until('a refusal', () => stage.end.arrivals.some(isStatus(400)));
    const lost = stage.end.arrivals.find(isStatus(400))?.batch;
    const next = await until('the batch after it', () =>
      stored(stage.end).find(({ batch }) => batch.envelope.seq === 2),
    );
    // First that something is missing, then the page as it is now.
    expect(next.batch.events.map(({ type }) => type).slice(0, 3)).toEqual([6, 4, 2]);
    expect(notes(stage.end, 'falter/lost@1')).toEqual([
      { why: 'refused', events: lost?.events.length, from: expect.any(Number), until: expect.any(Number) },
    ]);
    expect(lost?.envelope.seq).toBe(1);
    expect(next.batch.envelope.counters.dropped).toBe(lost?.events.length);
  });

  test('400 for ever ends the recording of this page, with one line to the developer', async () => {
    context = await stage.visitor();
    stage.end.answer = () => ({ status: 400 });
    const page = await context.newPage();
    const warnings: string[] = [];
    page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    await page.goto(stage.end.site);
    await until('the warning', () => warnings.length > 0);
    expect(warnings).toEqual([expect.stringContaining('[falter] Recording stopped: the collector keeps refusing')]);
    expect(stage.end.arrivals).toHaveLength(3);
  });

  for (const [status, why] of [
    [401, 'does not know this key'],
    [403, 'does not know this site'],
  ] as const) {
    test(`${status} stops the recording of this page and undoes what it changed`, async () => {
      context = await stage.visitor();
      stage.end.answer = () => ({ status });
      const page = await context.newPage();
      const warnings: string[] = [];
      page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
      await page.goto(stage.end.site);
      await until('the warning', () => warnings.length > 0);
      expect(warnings).toEqual([expect.stringContaining(why)]);
      expect(await page.evaluate(() => Object.hasOwn(history, 'pushState'))).toBe(false);
      await page.click('#go');
      await page.close();
      expect(stage.end.arrivals).toHaveLength(1);
    });
  }

  test('none at all (network down) keeps the batch until there is one', async () => {
    const page = await visit();
    await context.setOffline(true);
    await page.click('#go');
    await page.evaluate('history.pushState({}, "", "/x")');
    await until('the browser gave up once', () =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .some(
            (entry) => entry.name.endsWith('/v1/batch') && (entry as PerformanceResourceTiming).responseStatus === 0,
          ),
      ),
    );
    await context.setOffline(false);
    await until('the click', () => clicks(stage.end).length === 1);
    const seqs = stored(stage.end).map(({ batch }) => batch.envelope.seq);
    expect(seqs).toEqual(seqs.map((_, index) => index));
  });

  test('forbidden by the site’s policy: one line to the developer, then silence', async () => {
    context = await stage.visitor();
    const page = await context.newPage();
    const texts: string[] = [];
    page.on('console', (message) => message.text().startsWith('[falter]') && texts.push(message.text()));
    await page.goto(`${stage.end.site}/policy`);
    await until('the line', () => texts.length > 0);
    expect(texts).toEqual([`[falter] Nothing is recorded: connect-src forbids ${stage.end.collector}.`]);
    expect(stage.end.arrivals).toEqual([]);
  });
});

describe('a large page', () => {
  test('arrives whole', async () => {
    await visit('/large');
    const snapshot = events(stage.end).find(({ type }) => type === 2);
    expect(JSON.stringify(snapshot).length).toBeGreaterThan(200_000);
  });

  test('that is left at once loses nothing unseen: it arrived, was counted, or left a gap in the numbers', async () => {
    context = await stage.visitor();
    const page = await context.newPage();
    await load(stage, page, '/large');
    await page.goto(stage.end.site);
    await until('the second page', () =>
      notes(stage.end, 'falter/page@1').some(({ url }) => url === `${stage.end.site}/`),
    );
    // What waited on the device arrives behind the second page.
    await until('the large page, or that it is known to be missing', () => {
      const batches = stored(stage.end).map(({ batch }) => batch);
      const arrived = batches.some(({ lines }) => lines.some((line) => line.length > 200_000));
      const counted = batches.some(({ envelope }) => envelope.counters.dropped > 0);
      const gap = !batches.some(({ envelope }) => envelope.seq === 0);
      return arrived || counted || gap;
    });
  });
});
