import type { RequestPayload } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { el, findingsOf, page, type RecordingBuilder } from '../recording-builder.ts';

const shop = (attributes: Record<string, unknown> = {}) =>
  page(el('button', { id: 'pay', ...attributes }, 'Pay now'), el('p', { id: 'note' }, 'Tea'));
const find = (recording: RecordingBuilder) => findingsOf('failed-request', recording.wait(9_000).scroll());
const whys = (recording: RecordingBuilder) => find(recording).map(({ why }) => why);

/** A request of the page with nobody near. */
const asks = (payload: Partial<RequestPayload>, recording = shop()) => recording.wait(3_000).request(payload).wait(500);
/** A request that a click on "Pay now" makes. */
const clicked = (payload: Partial<RequestPayload>, recording = shop()) =>
  recording.click('#pay', (after) => after.wait(10).request(payload)).wait(500);
const url = (path: string) => `https://shop.test${path}`;
const get = (path: string, status: number): Partial<RequestPayload> => ({ method: 'GET', url: url(path), status });
const BROKEN = { status: 502 };
const LOGIN = { url: url('/api/login') };

/** Every false alarm that failed-request.md says it avoids. */
const quiet: Record<string, () => RecordingBuilder> = {
  'a request that is answered': () => clicked({}),
  'an answer from the cache, or that there is nothing': () => clicked({ status: 304 }, clicked({ status: 204 })),
  'a request that the page takes back': () => clicked({ status: 0, failure: 'abort' }),
  'a request that the visitor leaves behind': () => clicked({ status: 0, failure: 'left' }).visibility('left'),
  'a request that a browser calls failed because the page goes': () =>
    shop()
      .click('#pay', (after) => after.request({ status: 0, failure: 'network' }, 200))
      .wait(400)
      .visibility('left'),
  'statistics of another host': () =>
    asks({ url: 'https://www.google-analytics.com/g/collect', status: 0, failure: 'network' }),
  'statistics of the own host': () => asks({ url: url('/api/telemetry'), status: 500 }),
  'a question before a question to another host': () => asks({ method: 'OPTIONS', status: 403 }),
  'an answer that the page may not look into': () => clicked({ status: 0 }),
  'who am I, asked before anybody has signed in': () => asks(get('/api/me', 401)),
  'a wrong password': () => clicked({ ...LOGIN, status: 401 }),
  'a part for members that a guest asks for': () => clicked(get('/api/wishlist', 401)),
  'a token that the page renews': () =>
    asks(get('/api/orders', 200), asks(get('/api/orders', 401), asks(get('/api/orders', 200)))),
  'a picture that is not there': () => asks(get('/art/steam.svg', 404)),
  'a picture that is not there, after a click': () => clicked(get('/avatars/17', 404)),
  'a translation that is not there': () => asks(get('/locales/de-AT.json', 404)),
  'a file that the page tries by itself': () => asks(get('/data/today.json', 404)),
  'a question whether something is there': () => clicked({ ...get('/api/draft', 404), method: 'HEAD' }),
  'a place where the site switched it off': () => clicked(BROKEN, shop({ 'data-falter-ignore': 'failed-request' })),
};

const AFTER = 'following a click on button "Pay now".';
const ALONE = 'by itself: nobody had clicked.';
const marks: Record<string, [() => RecordingBuilder, string[]]> = {
  'an error of the server after a click': [
    () => clicked(BROKEN),
    [`POST /api/order failed with status 502 after 0.1 seconds, ${AFTER}`],
  ],
  'a refusal after a click': [
    () => clicked({ status: 422 }),
    [`POST /api/order failed with status 422 after 0.1 seconds, ${AFTER}`],
  ],
  'a broken connection': [
    () => clicked({ status: 0, failure: 'network' }),
    [`POST /api/order failed without an answer after 0.1 seconds, ${AFTER}`],
  ],
  'an answer that does not come in time': [
    () =>
      shop()
        .click('#pay', (after) => after.request({ status: 0, failure: 'timeout' }, 30_000))
        .wait(31_000),
    [`POST /api/order failed by taking too long after 30 seconds, ${AFTER}`],
  ],
  'something that is not there, though it was asked for': [
    () => clicked(get('/data/page-2.json', 404)),
    [`GET /data/page-2.json failed with status 404 after 0.1 seconds, ${AFTER}`],
  ],
  'a page that cannot load what it is of': [
    () => asks(get('/api/teas', 500)),
    [`GET /api/teas failed with status 500 after 0.1 seconds, ${ALONE}`],
  ],
  'another host by its name': [
    () => clicked({ ...BROKEN, url: 'https://pay.test/v1/charge?card=1' }),
    [`POST pay.test/v1/charge failed with status 502 after 0.1 seconds, ${AFTER}`],
  ],
  'a session that ran out': [
    () => clicked(get('/api/orders', 401), asks(get('/api/orders', 200), asks(LOGIN))),
    [`GET /api/orders failed with status 401 after 0.1 seconds, ${AFTER}`],
  ],
  'a member who is refused after signing in': [
    () => clicked(get('/api/orders', 401), asks(LOGIN)),
    [`GET /api/orders failed with status 401 after 0.1 seconds, ${AFTER}`],
  ],
  'polling that fails five hundred times as one': [
    () => {
      const recording = shop();
      for (let i = 0; i < 500; i++) recording.wait(1_900).request({ ...get(`/api/stock/${i}`, 503) });
      return recording.wait(500);
    },
    [`GET /api/stock/0 failed 500 times, the first time with status 503 after 0.1 seconds, ${ALONE}`],
  ],
  'polling that fails now and then as one': [
    () => asks(get('/api/news', 500), asks(get('/api/news', 200), asks(get('/api/news', 500)))),
    [`GET /api/news failed twice, the first time with status 500 after 0.1 seconds, ${ALONE}`],
  ],
  'the same again after it had worked as two': [
    () => clicked(BROKEN, clicked({}, clicked(BROKEN).wait(2_000)).wait(2_000)),
    [
      `POST /api/order failed with status 502 after 0.1 seconds, ${AFTER}`,
      `POST /api/order failed with status 502 after 0.1 seconds, ${AFTER}`,
    ],
  ],
  'one that failed by itself and then after a click': [
    () => clicked(get('/api/teas', 500), asks(get('/api/teas', 500))),
    [
      'GET /api/teas failed twice, the first time with status 500 after 0.1 seconds, once following a click on button "Pay now".',
    ],
  ],
  "what rrweb's own network plugin tells": [
    () =>
      shop().plugin('rrweb/network@1', {
        requests: [
          { name: url('/api/cart'), method: 'POST', status: 500, timestamp: 1_700_000_001_500, duration: 400 },
          { name: url('/tea.css'), initiatorType: 'link', responseStatus: 404 },
          null,
        ],
      }),
    [`POST /api/cart failed with status 500 after 0.4 seconds, ${ALONE}`],
  ],
};

describe('failed-request stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) it(name, () => expect(whys(recording())).toEqual([]));
});

describe('failed-request marks', () => {
  for (const [name, [recording, why]] of Object.entries(marks)) it(name, () => expect(whys(recording())).toEqual(why));

  it('the click and the request, on what was clicked, until the last', () => {
    const recording = clicked(BROKEN, clicked(BROKEN).wait(2_000));
    const [finding, ...others] = find(recording);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ target: { selector: '#pay' }, confidence: 0.95, page: url('/checkout') });
    expect(finding!.evidence.map(({ text }) => text)).toEqual([
      'click on button "Pay now"',
      'POST /api/order failed with status 502 after 0.1 seconds',
      'click on button "Pay now"',
      'POST /api/order failed with status 502 after 0.1 seconds',
    ]);
    expect(finding!.until - finding!.at).toBeGreaterThan(2_000);
  });

  it('with less certainty what nobody asked for, least what a content blocker may have refused', () => {
    const sure = (payload: Partial<RequestPayload>) => find(asks(payload))[0]!.confidence;
    const blocked = { url: 'https://cdn.test/x', status: 0, failure: 'network' as const };
    expect(sure({ status: 500 })).toBeGreaterThan(sure({ status: 403 }));
    expect(sure({ status: 403 })).toBeGreaterThan(sure(blocked));
  });

  it('nothing of a visitor: addresses are scrubbed', () => {
    const text = JSON.stringify(
      find(clicked({ ...BROKEN, url: 'https://me:pw@shop.test/api/jo@tea.test?q=secret#x' })),
    );
    expect(text).toContain('POST /api/*');
    expect(text).not.toMatch(/secret|jo@|pw/);
  });

  it.each([null, 7, 'x', [], {}, { kind: 'fetch' }, { kind: 'fetch', url: 'javascript:1', status: 500 }])(
    'no nonsense: %j',
    (payload) => expect(find(shop().plugin('falter/request@1', payload))).toEqual([]),
  );
});
