import { describe, expect, it } from 'vitest';
import { el, findingsOf, page, type RecordingBuilder } from '../recording-builder.ts';

const BUTTON = el('button', { id: 'pay' }, 'Pay now');
const shop = (button = BUTTON) =>
  page(
    button,
    el('button', { id: 'more' }, 'More'),
    el(
      'form',
      { id: 'form', 'aria-label': 'Login' },
      el('input', { id: 'name', name: 'name' }),
      el('button', {}, 'Go'),
    ),
  );
const find = (recording: RecordingBuilder, signal = 'error-click') =>
  findingsOf(signal, recording.wait(9_000).scroll());
const whys = (recording: RecordingBuilder) => find(recording).map(({ why }) => why);
const BROKEN = { status: 502 };

/** Every false alarm that error-click.md says it avoids. */
const quiet: Record<string, () => RecordingBuilder> = {
  'an error that ticks anyway': () =>
    shop()
      .every(5_000, (later) => later.error())
      .wait(14_500)
      .click('#pay'),
  'a request that fails anyway': () =>
    shop()
      .every(5_000, (later) => later.request(BROKEN))
      .wait(14_500)
      .click('#pay'),
  'a request that began before the pointer went down': () =>
    shop().wait(3_000).request(BROKEN, 300).wait(150).click('#pay'),
  'an error before the click': () => shop().wait(3_000).error().wait(5).click('#pay'),
  'an error long after the click': () => shop().click('#pay').wait(1_200).error(),
  'a request that fails long after the click': () =>
    shop()
      .click('#pay', (after) => after.request(BROKEN, 2_000))
      .wait(3_000),
  'a request that the page takes back': () =>
    shop().click('#pay', (after) => after.request({ status: 0, failure: 'abort' })),
  'statistics of a click': () =>
    shop().click('#pay', (after) =>
      after.request({ url: 'https://stats.shop.test/collect', status: 0, failure: 'network' }),
    ),
  'an error of a browser extension': () =>
    shop().click('#pay', (after) =>
      after.error({ stack: 'Error: x\n    at f (chrome-extension://abc/content.js:1:1)' }),
    ),
  'work that was called off': () =>
    shop().click('#pay', (after) =>
      after.error({ kind: 'rejection', name: 'AbortError', message: 'aborted a request' }),
    ),
  'an error without a click near': () => shop().click('#pay').wait(30_000).error(),
  'a request that typing makes': () =>
    shop()
      .click('#name')
      .wait(200)
      .input('#name', { userTriggered: true })
      .wait(100)
      .request({ ...BROKEN, method: 'GET' })
      .wait(500),
  'a place where the site switched it off': () =>
    shop(el('button', { id: 'pay', 'data-falter-ignore': 'error-click' }, 'Pay now')).click('#pay', (after) =>
      after.error(),
    ),
};

const marks: Record<string, [() => RecordingBuilder, string[]]> = {
  'a click that throws': [
    () => shop().click('#pay', (after) => after.error()),
    ['Clicked button "Pay now", and at once the page\'s code failed: "TypeError: cart is undefined".'],
  ],
  'a click that throws when the pointer goes down': [
    () => shop().click('#pay', undefined, (down) => down.error()),
    ['Clicked button "Pay now", and at once the page\'s code failed: "TypeError: cart is undefined".'],
  ],
  'a click whose request fails': [
    () => shop().click('#pay', (after) => after.wait(5).request(BROKEN)),
    ['Clicked button "Pay now", and at once POST /api/order failed with status 502.'],
  ],
  'clicks that throw again and again as one': [
    () => shop().clicks('#pay', 5, 300, (after) => after.error()),
    ['Clicked button "Pay now" 5 times, and at once the page\'s code failed: "TypeError: cart is undefined".'],
  ],
  'the error of the later of two clicks on that one': [
    () =>
      shop()
        .click('#pay')
        .wait(300)
        .click('#more', (after) => after.error()),
    ['Clicked button "More", and at once the page\'s code failed: "TypeError: cart is undefined".'],
  ],
  'Enter in a form whose request fails': [
    () =>
      shop()
        .type('#name', 3)
        .submit('#form')
        .request({ ...BROKEN, url: 'https://shop.test/api/order' })
        .wait(500),
    ['Pressed Enter in form "Login", and at once POST /api/order failed with status 502.'],
  ],
  'an error that once came without a click as well': [
    () =>
      shop()
        .wait(3_000)
        .error()
        .wait(4_000)
        .click('#pay', (after) => after.error()),
    ['Clicked button "Pay now", and at once the page\'s code failed: "TypeError: cart is undefined".'],
  ],
};

describe('error-click stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) it(name, () => expect(whys(recording())).toEqual([]));
});

describe('error-click marks', () => {
  for (const [name, [recording, why]] of Object.entries(marks)) it(name, () => expect(whys(recording())).toEqual(why));

  it('the click and what failed, on what was clicked', () => {
    const [finding] = find(shop().click('#pay', (after) => after.wait(40).error()));
    expect(finding).toMatchObject({ target: { selector: '#pay' }, page: 'https://shop.test/checkout' });
    expect(finding!.evidence.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'click: click on button "Pay now"',
      'error: "TypeError: cart is undefined"',
    ]);
    expect(finding!.until - finding!.at).toBe(40);
  });
});

describe('one moment', () => {
  const moment = () => shop().click('#pay', (after) => after.wait(5).request(BROKEN));

  it('of a swallowed failure is a dead click as well: the visitor saw nothing of it', () => {
    expect(find(moment(), 'dead-click')).toHaveLength(1);
    expect(find(moment(), 'failed-request')).toHaveLength(1);
    expect(find(shop().click('#pay'), 'dead-click')).toHaveLength(1);
  });

  it('is a dead click where what fails would fail anyway', () => {
    const ticking = shop().every(5_000, (later) => later.error());
    expect(find(ticking.wait(14_500).click('#pay'), 'dead-click')).toHaveLength(1);
  });

  it('is a dead click where only an extension fails', () => {
    const stack = 'Error: x\n    at f (chrome-extension://abc/content.js:1:1)';
    expect(
      find(
        shop().click('#pay', (after) => after.error({ stack })),
        'dead-click',
      ),
    ).toHaveLength(1);
  });
});
