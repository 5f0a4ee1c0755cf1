import { PLUGIN, type RequestPayload } from '@falter/wire';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Pages } from '../../test/far-end.ts';
import { lastWords, notes, open, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

const body = (before: string, after = ''): string => `<!doctype html><title>Requests</title>
  <script>window.unhandled = []; addEventListener('unhandledrejection', (event) => unhandled.push([String(event.reason), event.reason === window.expected]));</script>
  ${before}${TAG}<button id="go">Go</button>${after}`;

const PAGES: Pages = {
  '/': body(''),
  '/wrapped': body(`<script>window.seen = []; const real = window.fetch;
    window.fetch = function fetchOfThePage(...args) { seen.push(String(args[0])); return real.apply(this, args); };</script>`),
  '/thenable': body('<script>window.fetch = () => ({ then: (done) => done("mine"), cancel: () => 1 });</script>'),
  '/throwing': body('<script>window.fetch = () => { throw new RangeError("page"); };</script>'),
  '/polyfill': body(`<script>window.fetch = (url, { method, headers, body } = {}) => new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest(); xhr.open(method ?? 'GET', url);
      xhr.onload = () => resolve(new Response(xhr.response, { status: xhr.status })); xhr.onerror = reject; xhr.send(body);
    }); const create = document.createElement; document.createElement = function (name) {
      if (name === 'iframe') throw new Error('no frames'); return create.apply(this, arguments); };</script>`),
  '/frozen': body('<script>Object.defineProperty(window, "fetch", { value: fetch, writable: false });</script>'),
  '/aloud': body('').replace('async src', 'async crossorigin src'),
  '/full': body('').replace('falter.js', 'falter.full.js'),
  '/full-aloud': body('').replace('async src', 'async crossorigin src').replace('falter.js', 'falter.full.js'),
  '/consent': body('').replace('data-key', 'data-consent="required" data-key'),
  '/strict-policy': {
    headers: {
      'content-security-policy':
        "script-src 'nonce-abc' 'strict-dynamic'; connect-src 'self' $COLLECTOR; base-uri 'none'",
    },
    body: body('').replaceAll('<script', '<script nonce="abc"'),
  },
  '/module': `<!doctype html><title>Module</title><script type="module">
    import { start } from '$COLLECTOR/index.js';
    window.before = [fetch, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send];
    window.stopFalter = start({ key: 'key-of-a-test', endpoint: '$COLLECTOR' });
  </script>`,
};

/** Whether somebody has a hand on fetch: what a function says of itself has a name, unless it is behind a proxy. */
const WATCHED = "Function.prototype.toString.call(fetch) === 'function () { [native code] }'";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(PAGES);
});
afterAll(() => stage.close());

/** Pages whose fetch nobody can watch. */
const UNWATCHED = ['/full', '/frozen'];

async function visit(path = '/'): Promise<Page> {
  const page = await open(stage, await stage.visitor(), path);
  // A script without crossorigin watches fetch with the hands of a copy, which comes a moment later.
  if (!UNWATCHED.includes(path)) await page.waitForFunction(WATCHED);
  return page;
}

function requests(count: number): Promise<RequestPayload[]> {
  return until(`${count} requests`, () => {
    const all = notes(stage.end, PLUGIN.request);
    return all.length >= count && all;
  });
}

/** Runs page code and gives what it gives; `failed(error)` names an error. */
function inPage<T = unknown>(page: Page, code: string): Promise<T> {
  return page.evaluate(
    `(async () => { const failed = (error) => error.name + ': ' + (error.message ?? ''); ${code} })()`,
  );
}

const told = ({ kind, method, url, status, failure }: RequestPayload): unknown[] => [
  kind,
  method,
  url.replace(stage.end.site, '').replace(stage.end.collector, 'elsewhere'),
  status,
  failure,
];

/** An XMLHttpRequest that has ended: what happened to it, in order. */
const XHR = `const xhr = (method, url, change = () => {}) => new Promise((done) => {
  const request = new XMLHttpRequest(); const log = [];
  request.open(method, url);
  for (const type of ['load', 'error', 'abort', 'timeout', 'loadend']) request.addEventListener(type, () => log.push(type));
  request.onloadend = () => done([...log, request.status]);
  change(request); request.send('body-sekret');
});`;

describe('fetch', () => {
  test('is told with method, address, status and time, and nothing that it carried', async () => {
    const page = await visit();
    const before = Date.now();
    const got = await inPage(
      page,
      `const answer = await fetch('/api/200?card=sekret#sekret', { method: 'post', headers: { 'x-token': 'sekret' }, body: 'sekret' });
       return [answer.status, answer.bodyUsed, await answer.text()];`,
    );
    expect(got).toEqual([200, false, '{"stock":3}']);
    const [request] = await requests(1);
    expect(request).toEqual({
      kind: 'fetch',
      method: 'POST',
      url: `${stage.end.site}/api/200?card=`,
      status: 200,
      failure: '',
      startedAt: expect.any(Number),
      durationMs: expect.any(Number),
      trace: expect.stringMatching(/^[\da-f]{32}$/),
    });
    expect(request?.startedAt).toBeGreaterThanOrEqual(before - 1_000);
    expect(Number.isInteger(request?.durationMs)).toBe(true);
    expect(JSON.stringify(stored(stage.end).map(({ batch }) => batch.lines))).not.toContain('sekret');
  });

  test('takes method and address from whatever the page gave', async () => {
    const page = await visit();
    await inPage(
      page,
      `await fetch(new Request('/api/200?r', { method: 'PUT', body: 'x' }));
       await fetch(new Request('/api/201', { method: 'PUT', body: 'x' }), { method: 'delete' });
       await fetch(new URL('/api/202', location.href));
       await fetch('/api/moved'); await fetch('data:text/plain,x'); await fetch(URL.createObjectURL(new Blob(['x'])));
       await fetch('/api/204', undefined);`,
    );
    expect((await requests(5)).map(told)).toEqual([
      ['fetch', 'PUT', '/api/200', 200, ''],
      ['fetch', 'DELETE', '/api/201', 201, ''],
      ['fetch', 'GET', '/api/202', 202, ''],
      ['fetch', 'GET', '/api/moved', 200, ''],
      ['fetch', 'GET', '/api/204', 204, ''],
    ]);
  });

  test('that has no answer says why: network, timeout, or taken back by the page, whatever its reason', async () => {
    const page = await visit();
    const got = await inPage(
      page,
      `const soon = (reason) => { const control = new AbortController(); setTimeout(() => control.abort(reason), 20); return control.signal; };
       const results = [];
       for (const [url, init] of [['/api/drop'], ['/api/hang', { signal: AbortSignal.timeout(20) }], ['/api/hang', { signal: soon() }],
         ['/api/hang', { signal: soon('text') }], ['/api/hang', { signal: AbortSignal.abort() }]])
         results.push(await fetch(url, init).catch((error) => typeof error === 'string' ? error : failed(error).split(':')[0]));
       results.push(await fetch(new Request('/api/hang', { signal: soon(new RangeError('mine')) })).catch((error) => failed(error)));
       return results;`,
    );
    expect(got).toEqual(['TypeError', 'TimeoutError', 'AbortError', 'text', 'AbortError', 'RangeError: mine']);
    const all = await requests(6);
    expect(
      all
        .map(told)
        .map((request) => request.slice(2))
        .toSorted(),
    ).toEqual([
      ['/api/drop', 0, 'network'],
      ['/api/hang', 0, 'abort'],
      ['/api/hang', 0, 'abort'],
      ['/api/hang', 0, 'abort'],
      ['/api/hang', 0, 'abort'],
      ['/api/hang', 0, 'timeout'],
    ]);
  });

  test('that may not look at its answer has not failed', async () => {
    const page = await visit();
    const got = await inPage(
      page,
      `const opaque = await fetch('${stage.end.collector}/falter.js?x=1', { mode: 'no-cors' });
       const redirect = await fetch('/api/moved', { redirect: 'manual' });
       return [opaque.type, opaque.status, redirect.type];`,
    );
    expect(got).toEqual(['opaque', 0, 'opaqueredirect']);
    expect((await requests(2)).map(told)).toEqual([
      ['fetch', 'GET', 'elsewhere/falter.js?x=', 0, ''],
      ['fetch', 'GET', '/api/moved', 0, ''],
    ]);
  });

  test('has ended when its headers are there, though its body never ends', async () => {
    const page = await visit();
    const first = await inPage(
      page,
      `const answer = await fetch('/api/stream'); window.reader = answer.body.getReader();
       return new TextDecoder().decode((await reader.read()).value);`,
    );
    expect(first).toBe('first');
    expect((await requests(1)).map(told)).toEqual([['fetch', 'GET', '/api/stream', 200, '']]);
  });

  test('that fails and is not handled is reported as unhandled, once; a handled one is not', async () => {
    const page = await visit();
    await inPage(page, `fetch('/api/drop?handled').catch(() => {}); fetch('/api/drop'); fetch('/api/500');`);
    await requests(3);
    await until('the rejection', async () => ((await page.evaluate('unhandled.length')) as number) > 0);
    expect(await page.evaluate('unhandled')).toEqual([['TypeError: Failed to fetch', false]]);
    expect(await until('the error', () => notes(stage.end, PLUGIN.error)[0])).toMatchObject({ kind: 'rejection' });
    const [error, ...more] = notes(stage.end, PLUGIN.error);
    expect(more).toEqual([]);
    expect(error.stack).toMatch(/^TypeError: Failed to fetch\n/);
    expect(error.stack).not.toContain('falter.js');
  });

  test('looks and behaves like the browser’s own', async () => {
    const page = await visit();
    const native = await stage.browser.newContext();
    const other = await native.newPage();
    await other.goto(`${stage.end.site}/api/200`);
    const look = `const signs = [fetch.name, fetch.length, fetch instanceof Function, fetch.toString().includes('[native code]'),
        Object.keys(fetch).length, 'prototype' in fetch, JSON.stringify({ ...Object.getOwnPropertyDescriptor(window, 'fetch'), value: 0 }),
        XMLHttpRequest.prototype.open.name, XMLHttpRequest.prototype.open.length, XMLHttpRequest.prototype.send.length];
      for (const attempt of [() => fetch(), () => fetch('http://['), () => fetch.call({}, '/api/200'), () => fetch('/x', { method: 'b d' }),
        () => fetch({ toString() { throw new RangeError('page'); } }), () => fetch('/api/200', { get method() { throw new RangeError('getter'); } }),
        () => new fetch('/x'), () => XMLHttpRequest.prototype.open.call({}, 'GET', '/x'), () => new XMLHttpRequest().send(),
        () => new XMLHttpRequest().open('GET'), () => new XMLHttpRequest().open('b d', '/x')]) {
        try { const answer = attempt(); signs.push([answer instanceof Promise, await Promise.resolve(answer).then((a) => a?.status, failed)]); }
        catch (error) { signs.push(failed(error)); }
      }
      return signs;`;
    expect(await inPage(page, look)).toEqual(await inPage(other, look));
    await native.close();
  });
});

describe('a script of another origin', () => {
  /** A page on which a fetch failed that nobody handles, and which was told so. */
  const afterFailure = async (path: string): Promise<Page> => {
    const page = await visit(path);
    await inPage(page, `fetch('/api/drop');`);
    await until('the rejection', async () => ((await page.evaluate('unhandled.length')) as number) > 0);
    return page;
  };

  test('brings a recorder that is not muted, with and without crossorigin: the page’s errors stay visible', async () => {
    for (const path of ['/', '/aloud', '/full-aloud']) {
      await afterFailure(path);
      expect((await requests(1)).map(told), path).toEqual([['fetch', 'GET', '/api/drop', 0, 'network']]);
    }
  });

  test('comes once, although consent was taken back and given again before its recorder had come', async () => {
    const page = await (await stage.visitor()).newPage();
    await page.goto(`${stage.end.site}/consent`);
    await page.waitForFunction('window.falter');
    await page.evaluate('for (const given of [true, false, true, false, true]) falter.consent(given)');
    await page.waitForFunction(WATCHED);
    await inPage(page, `await fetch('/api/404');`);
    await requests(1);
    await page.goto('about:blank');
    await lastWords(stage.end);
    expect(notes(stage.end, PLUGIN.request)).toHaveLength(1);
  });

  test('is loaded under a policy of nonces too', async () => {
    const page = await visit('/strict-policy');
    await inPage(page, `await fetch('/api/404');`);
    expect((await requests(1)).map(told)).toEqual([['fetch', 'GET', '/api/404', 404, '']]);
  });

  test('that has the recorder inside and is muted leaves the page’s fetch alone, and records all else', async () => {
    const page = await afterFailure('/full');
    expect(await inPage(page, `${XHR} return await xhr('GET', '/api/404');`)).toEqual(['load', 'loadend', 404]);
    expect((await requests(1)).map(told)).toEqual([['xhr', 'GET', '/api/404', 404, '']]);
  });
});

describe('XMLHttpRequest', () => {
  test('is told when its body is there, and gives the page what it always gave', async () => {
    const page = await visit();
    const got = await inPage(
      page,
      `${XHR} return [await xhr('post', '/api/200?q=sekret'), await xhr('GET', '/api/404')];`,
    );
    expect(got).toEqual([
      ['load', 'loadend', 200],
      ['load', 'loadend', 404],
    ]);
    expect((await requests(2)).map(told)).toEqual([
      ['xhr', 'POST', '/api/200?q=', 200, ''],
      ['xhr', 'GET', '/api/404', 404, ''],
    ]);
  });

  test('that has no answer says why', async () => {
    const page = await visit();
    const got = await inPage(
      page,
      `${XHR} return [await xhr('GET', '/api/drop'), await xhr('GET', '/api/hang', (r) => { r.timeout = 20; }),
         await xhr('GET', '/api/hang', (r) => setTimeout(() => r.abort(), 20)),
         await xhr('GET', '/api/hang', (r) => r.onloadstart = () => r.abort())];`,
    );
    expect(got).toEqual([
      ['error', 'loadend', 0],
      ['timeout', 'loadend', 0],
      ['abort', 'loadend', 0],
      ['abort', 'loadend', 0],
    ]);
    expect((await requests(4)).map((request) => request.failure).toSorted()).toEqual([
      'abort',
      'abort',
      'network',
      'timeout',
    ]);
  });

  test('that blocks the page works, and throws what it always threw', async () => {
    const page = await visit();
    const got = await inPage(
      page,
      `const sync = (url) => { const r = new XMLHttpRequest(); r.open('GET', url, false);
         try { return [r.send() === undefined, r.status, r.responseText]; } catch (error) { return failed(error).split(':')[0]; } };
       return [sync('/api/200'), sync('/api/drop')];`,
    );
    expect(got).toEqual([[true, 200, '{"stock":3}'], 'NetworkError']);
    expect((await requests(2)).map(told)).toEqual([
      ['xhr', 'GET', '/api/200', 200, ''],
      ['xhr', 'GET', '/api/drop', 0, 'network'],
    ]);
  });

  test('that is used again is told each time, and broken off where it was opened anew', async () => {
    const page = await visit();
    const got = await inPage(
      page,
      `const r = new XMLHttpRequest(); const ended = () => new Promise((done) => { r.onload = done; });
       r.open('GET', '/api/200'); r.send(); let twice; try { r.send(); } catch (error) { twice = error.name; } await ended();
       r.open('GET', '/api/hang'); r.send(); r.open('GET', '/api/201'); r.send(); await ended(); return twice;`,
    );
    expect(got).toBe('InvalidStateError');
    expect((await requests(3)).map(told).toSorted()).toEqual([
      ['xhr', 'GET', '/api/200', 200, ''],
      ['xhr', 'GET', '/api/201', 201, ''],
      ['xhr', 'GET', '/api/hang', 0, 'abort'],
    ]);
  });
});

describe('a page that leaves', () => {
  test('tells what was still running as left, at most fifty, and no failure for it', async () => {
    const page = await visit();
    await inPage(
      page,
      `for (let n = 0; n < 4; n++) fetch('/api/hang').catch(() => {}); ${XHR} xhr('GET', '/api/hang');`,
    );
    await page.goto('about:blank');
    await lastWords(stage.end);
    const all = notes(stage.end, PLUGIN.request);
    expect(all.map(({ failure, status }) => [failure, status])).toEqual(Array(5).fill(['left', 0]));
    const order = stored(stage.end).flatMap(({ batch }) => batch.events.map(({ data }) => data.plugin ?? ''));
    expect(order.lastIndexOf(PLUGIN.request)).toBeLessThan(order.lastIndexOf(PLUGIN.visibility));
  });

  test('breaks off its requests first in some browsers: that is left too, not failed', async () => {
    const page = await visit();
    await inPage(
      page,
      `const control = new AbortController(); const gone = fetch('/api/hang', { signal: control.signal }).catch(() => {});
       control.abort(); await gone; dispatchEvent(new PageTransitionEvent('pagehide'));`,
    );
    expect((await requests(1)).map(told)).toEqual([['fetch', 'GET', '/api/hang', 0, 'left']]);
  });

  test('tells fifty of a thousand', async () => {
    const page = await visit();
    await inPage(page, `for (let n = 0; n < 60; n++) fetch('/api/hang').catch(() => {});`);
    await page.goto('about:blank');
    await lastWords(stage.end);
    expect(notes(stage.end, PLUGIN.request)).toHaveLength(50);
  });
});

describe('how much', () => {
  test('a page that polls while nobody is there is told a hundred times; the visitor’s next sign makes room again', async () => {
    const page = await visit();
    await inPage(page, `for (let n = 0; n < 120; n++) await fetch('/api/200?poll=' + n);`);
    // Signs are taken note of once a second, and the hand on the mouse has just given one.
    await until('one after a click', async () => {
      await page.click('#go');
      await inPage(page, `await fetch('/api/201');`);
      return notes(stage.end, PLUGIN.request).some(({ status }) => status === 201);
    });
    expect(notes(stage.end, PLUGIN.request).filter(({ status }) => status === 200)).toHaveLength(100);
  });

  test.each([
    ['a failure', "fetch('/api/drop').catch(() => {})"],
    ['a refusal', "fetch('/api/500')"],
    ['a timeout', "fetch('/api/hang', { signal: AbortSignal.timeout(10) }).catch(() => {})"],
  ])('%s is sent before the ordinary time', async (_, code) => {
    const page = await visit();
    const begun = Date.now();
    await inPage(page, `${code}; 0`);
    await requests(1);
    const eventAt = stored(stage.end)
      .flatMap(({ batch, at }) => batch.events.map((event) => ({ event, at })))
      .find(({ event }) => event.data.plugin === PLUGIN.request);
    // Both clocks are this machine's: from the note to its arrival, not from the click.
    expect(Number(eventAt?.at) - Number(eventAt?.event.timestamp)).toBeLessThan(2_500);
    expect(begun).toBeLessThanOrEqual(Number(eventAt?.at));
  });
});

describe('beside others', () => {
  test('a page’s own wrapper goes on and sees what the page asks, but never us', async () => {
    const page = await visit('/wrapped');
    const got = await inPage(page, `return (await fetch('/api/200')).status;`);
    expect(got).toBe(200);
    expect((await requests(1)).map(told)).toEqual([['fetch', 'GET', '/api/200', 200, '']]);
    expect(await page.evaluate('seen')).toEqual(['/api/200']);
  });

  test('a wrapper that comes later sees its own promise, and each request is told once', async () => {
    const page = await visit();
    const got = await inPage(
      page,
      `const inner = window.fetch; let seen = 0;
       window.fetch = async (...args) => { seen++; return await inner(...args); };
       return [(await fetch('/api/200')).status, seen];`,
    );
    expect(got).toEqual([200, 1]);
    expect(await requests(1)).toHaveLength(1);
  });

  test('what gives no promise gives what it gave, what throws throws, and neither is told', async () => {
    expect(await inPage(await visit('/thenable'), 'return fetch("/x").cancel();')).toBe(1);
    const page = await visit('/throwing');
    expect(await inPage(page, 'try { fetch("/x"); } catch (error) { return failed(error); }')).toBe('RangeError: page');
    await page.goto('about:blank');
    await lastWords(stage.end);
    expect(notes(stage.end, PLUGIN.request)).toEqual([]);
  });

  test('our own batches are not told, even where they go through a fetch that the page made of XMLHttpRequest', async () => {
    const page = await visit('/polyfill');
    await inPage(page, `await fetch('/api/500');`);
    await requests(2);
    await page.click('#go');
    const before = stage.end.arrivals.length;
    await until('what followed the click', () => stage.end.arrivals.length > before);
    expect((await requests(2)).map(told).toSorted()).toEqual([
      ['fetch', 'GET', '/api/500', 500, ''],
      ['xhr', 'GET', '/api/500', 500, ''],
    ]);
  });

  test('a fetch that cannot be replaced is left alone, and the page is recorded', async () => {
    const page = await visit('/frozen');
    expect(await inPage(page, `return (await fetch('/api/500')).status;`)).toBe(500);
    await page.goto('about:blank');
    await lastWords(stage.end);
    expect(notes(stage.end, PLUGIN.request)).toEqual([]);
  });
});

describe('stop', () => {
  test('puts the browser’s own back', async () => {
    const page = await visit('/module');
    const now =
      'JSON.stringify([fetch, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send].map((fn, n) => fn === before[n]))';
    expect(await page.evaluate(now)).toBe('[false,false,false]');
    await page.evaluate('stopFalter()');
    expect(await page.evaluate(now)).toBe('[true,true,true]');
  });

  test('leaves a later wrapper in place and is silent inside it', async () => {
    const page = await visit('/module');
    const got = await inPage(
      page,
      `const inner = window.fetch; const mine = (...args) => inner(...args); window.fetch = mine;
       stopFalter(); return [(await fetch('/api/500')).status, window.fetch === mine];`,
    );
    expect(got).toEqual([500, true]);
    await page.goto('about:blank');
    expect(notes(stage.end, PLUGIN.request)).toEqual([]);
  });
});
