import { PLUGIN } from '@falter/wire';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { events, lastWords, notes, open, openStage, type Stage, TAG, until } from '../../test/visit.ts';

const PAGE = `<!doctype html><title>Notes</title>${TAG}<button id="go">Go</button><button id="boom">Boom</button><div id="far" style="height:3000px"></div>
  <form id="free" action="/done"><input name="q"><button id="send">Send</button></form>
  <form id="caught"><button id="sendCaught">Send</button></form>
  <form id="strict"><input id="must" required><input required><button id="sendStrict">Send</button></form>
  <script>
    boom.onclick = () => { throw new TypeError('no such thing at https://x.de/p?k=sekret'); };
    caught.addEventListener('submit', (event) => { event.stopPropagation(); event.preventDefault(); });
    strict.addEventListener('input', () => { strict.checkValidity(); });
  </script>`;

/** The first script of this one throws before the snippet can have taken a snapshot. */
const EARLY = `<!doctype html><title>Early</title><script src="$COLLECTOR/falter.js" data-key="k"></script>
  <script>thrown = Date.now(); throw new RangeError('too early')</script>`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    '/': PAGE,
    '/early': EARLY,
    '/done': '<title>Done</title>',
    '/other': `<title>Other</title>${TAG}`,
  });
});
afterAll(() => stage.close());

async function visit(path = '/'): Promise<Page> {
  return open(stage, await stage.visitor(), path);
}

function noted(plugin: string, count: number): Promise<ReturnType<typeof notes>> {
  return until(`${count} of ${plugin}`, () => notes(stage.end, plugin).length >= count && notes(stage.end, plugin));
}

describe('page', () => {
  test('says once, right after the first snapshot, what the document is', async () => {
    const page = await visit();
    expect(
      events(stage.end)
        .map(({ type, data }) => data.plugin ?? type)
        .slice(0, 3),
    ).toEqual([4, 2, PLUGIN.page]);
    const size = page.viewportSize();
    expect(notes(stage.end, PLUGIN.page)).toEqual([
      {
        page: stage.end.arrivals[0]?.batch?.envelope.page,
        url: `${stage.end.site}/`,
        referrer: '',
        title: 'Notes',
        language: 'en-US',
        viewport: { width: size?.width, height: size?.height },
        touch: false,
        automated: true,
      },
    ]);
  });

  test('names where the visitor came from, scrubbed', async () => {
    const page = await visit();
    await page.evaluate("location.href = '/other?from=here'");
    const [, other] = await noted(PLUGIN.page, 2);
    expect(other).toMatchObject({
      url: `${stage.end.site}/other?from=`,
      referrer: `${stage.end.site}/`,
      title: 'Other',
    });
  });
});

describe('errors', () => {
  test('an uncaught exception arrives within two seconds, with its place, without the query of any address', async () => {
    const page = await visit('/?token=sekret#id=sekret');
    const start = Date.now();
    await page.click('#boom');
    const [error] = await noted(PLUGIN.error, 1);
    expect(Date.now() - start).toBeLessThan(2_000);
    expect(error).toMatchObject({ kind: 'error', name: 'TypeError', message: 'no such thing at https://x.de/p?k=' });
    expect(error).toMatchObject({ source: `${stage.end.site}/?token=` });
    expect(error.line).toBeGreaterThan(1);
    expect(error.column).toBeGreaterThan(0);
    expect(error.stack).toContain(`${stage.end.site}/?token=:${error.line}:${error.column}`);
    expect(JSON.stringify(error)).not.toContain('sekret');
  });

  test('an unhandled rejection arrives, whatever was rejected with; a handled one does not', async () => {
    const page = await visit();
    await page.evaluate(() => {
      void Promise.reject(new RangeError('too far'));
      void Promise.reject('just text');
      void Promise.reject({ secret: 'object' });
      Promise.reject(new Error('handled')).catch(() => {});
    });
    expect(await noted(PLUGIN.error, 3)).toMatchObject([
      { kind: 'rejection', name: 'RangeError', message: 'too far' },
      { kind: 'rejection', name: '', message: 'just text', stack: '' },
      { kind: 'rejection', name: '', message: '[object Object]' },
    ]);
  });

  test('an error before the recorder has come waits for it, and is told once, with its own time', async () => {
    const context = await stage.visitor();
    const page = await context.newPage();
    await context.route('**/falter.recorder.js', async (route) => {
      await page.waitForFunction('Date.now() > thrown + 1_000');
      await route.continue();
    });
    await page.goto(`${stage.end.site}/early`);
    const thrown = await page.evaluate<number>('thrown');
    await noted(PLUGIN.error, 1);
    await page.close();
    await lastWords(stage.end);
    const [error, ...more] = notes(stage.end, PLUGIN.error);
    expect(more).toEqual([]);
    expect(Math.abs((events(stage.end)[3]?.timestamp ?? 0) - thrown)).toBeLessThan(500);
    expect(events(stage.end)[0]?.timestamp).toBeGreaterThan(thrown + 1_000);
    expect(error).toMatchObject({ name: 'RangeError', message: 'too early' });
    const order = events(stage.end).map(({ type, data }) => data.plugin ?? type);
    expect(order.slice(0, 4)).toEqual([4, 2, PLUGIN.page, PLUGIN.error]);
  });

  test('a page that throws without end sends fifty', async () => {
    const page = await visit();
    await page.evaluate(() => {
      for (let n = 0; n < 80; n++) setTimeout(() => Promise.reject(new Error(`number ${n}`)));
    });
    await noted(PLUGIN.error, 50);
    await page.close();
    await lastWords(stage.end);
    expect(notes(stage.end, PLUGIN.error)).toHaveLength(50);
  });
});

describe('navigation', () => {
  test('push, replace, back and fragment are told with both addresses, scrubbed', async () => {
    const page = await visit('/?a=1');
    await page.evaluate(async () => {
      history.pushState({ n: 1 }, '', '/cart?item=sekret');
      history.replaceState({ n: 2 }, '', '/cart/2#/step');
      history.replaceState({ n: 3 }, '', location.href);
      location.hash = '#/pay';
      await new Promise((done) => setTimeout(done, 100));
      history.go(-2);
    });
    const at = stage.end.site;
    expect(await noted(PLUGIN.navigation, 4)).toEqual([
      { kind: 'push', from: `${at}/?a=`, to: `${at}/cart?item=` },
      { kind: 'replace', from: `${at}/cart?item=`, to: `${at}/cart/2#/step` },
      { kind: 'hash', from: `${at}/cart/2#/step`, to: `${at}/cart/2#/pay` },
      { kind: 'pop', from: `${at}/cart/2#/pay`, to: `${at}/?a=` },
    ]);
  });
});

describe('visibility', () => {
  test('left is said on leaving, once', async () => {
    const page = await visit();
    await page.goto(`${stage.end.site}/done`);
    await noted(PLUGIN.visibility, 1);
    expect(notes(stage.end, PLUGIN.visibility)).toEqual([{ state: 'left' }]);
  });

  test('hidden and visible are told, and hidden sends at once', async () => {
    const page = await visit();
    const show = (state: string): Promise<void> =>
      page.evaluate((now) => {
        Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await show('hidden');
    await noted(PLUGIN.visibility, 1);
    await show('visible');
    expect(await noted(PLUGIN.visibility, 2)).toEqual([{ state: 'hidden' }, { state: 'visible' }]);
  });
});

describe('forms', () => {
  // biome-ignore lint/suspicious/noExplicitAny: a walk through rrweb's tree
  const idOf = (name: string, node: any = events(stage.end)[1]?.data.node): number =>
    node.attributes?.id === name
      ? node.id
      : (node.childNodes ?? []).map((child: unknown) => idOf(name, child)).find(Boolean);

  test('a submit that the page handles itself is prevented, even when its handler comes last and stops the event', async () => {
    const page = await visit();
    await page.click('#sendCaught');
    expect(await noted(PLUGIN.submit, 1)).toEqual([{ kind: 'submit', id: idOf('caught'), prevented: true }]);
  });

  test('a submit that leads to another page is not, and arrives although the page goes', async () => {
    const page = await visit();
    await page.click('#send');
    await page.waitForURL('**/done**');
    expect(await noted(PLUGIN.submit, 1)).toEqual([{ kind: 'submit', id: idOf('free'), prevented: false }]);
  });

  test('a submit after which the page goes at once is told before it does', async () => {
    const page = await visit();
    await page.evaluate(() => {
      document.querySelector<HTMLFormElement>('#caught')?.requestSubmit();
      dispatchEvent(new PageTransitionEvent('pagehide'));
    });
    await noted(PLUGIN.visibility, 1);
    const told = events(stage.end).flatMap(({ data }) => data.plugin ?? []);
    expect(told.filter((plugin) => plugin !== PLUGIN.vital)).toEqual([PLUGIN.page, PLUGIN.submit, PLUGIN.visibility]);
  });

  test('the first field that the browser refuses is named, once for each attempt', async () => {
    const page = await visit();
    await page.click('#sendStrict');
    expect(await noted(PLUGIN.submit, 1)).toEqual([{ kind: 'invalid', id: idOf('must'), prevented: false }]);
    await page.focus('#must');
    await page.keyboard.press('Enter');
    expect(await noted(PLUGIN.submit, 2)).toHaveLength(2);
  });

  test('a page that checks its fields at every key refuses nothing', async () => {
    const page = await visit();
    await page.locator('#must').pressSequentially('abc');
    await page.fill('#must', '');
    await page.click('#sendCaught');
    await noted(PLUGIN.submit, 1);
    expect(notes(stage.end, PLUGIN.submit)).toMatchObject([{ kind: 'submit' }]);
  });
});

describe('rage', () => {
  test('the third quick click is on the wire before the ordinary time to send', async () => {
    const page = await visit();
    await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
    const before = stage.end.arrivals.length;
    const start = Date.now();
    await page.click('#go', { clickCount: 3, delay: 20 });
    await until('the clicks', () => stage.end.arrivals.length > before);
    expect(Date.now() - start).toBeLessThan(2_000);
  });
});
