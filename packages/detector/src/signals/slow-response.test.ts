import { describe, expect, it } from 'vitest';
import { el, findingsOf, type Part, page, type RecordingBuilder } from '../recording-builder.ts';

const NOTE = el('p', { id: 'note' }, 'Tea');
const FAR = el('footer', {}, el('div', {}, el('div', {}, el('div', {}, el('p', { id: 'far' }, 'News')))));
const shop = (button: Part = el('button', { id: 'pay' }, 'Pay now'), ...parts: Part[]) =>
  page(el('main', {}, el('section', {}, button, NOTE)), FAR, ...parts);
const form = (attributes: Record<string, unknown> = {}) =>
  shop(
    el(
      'form',
      { id: 'form', 'aria-label': 'Login', ...attributes },
      el('input', { id: 'name', name: 'name' }),
      el('input', { id: 'word', name: 'word' }),
      el('button', { id: 'go' }, 'Go'),
    ),
  );
const find = (recording: RecordingBuilder, signal = 'slow-response') =>
  findingsOf(signal, recording.wait(9_000).scroll());
const whys = (recording: RecordingBuilder) => find(recording).map(({ why }) => why);
/** A click whose request is answered after `ms` and then shown. */
const asks = (ms: number, at = '#note', recording = shop()) =>
  recording
    .click('#pay', (after) => after.wait(5).request({}, ms, (later) => later.wait(10).text(at, 'Paid')))
    .wait(ms + 500);
/** A click, and at once something that says: I am working on it. */
const working = (show: (page: RecordingBuilder) => void) =>
  shop().click('#pay', (after) => {
    after.wait(30);
    show(after);
    after.request({}, 6_000, (later) => later.text('#note', 'Paid'));
  });

/** Every false alarm that slow-response.md says it avoids. */
const quiet: Record<string, () => RecordingBuilder> = {
  'an answer in time': () => asks(2_800),
  'a spinner that shows at once': () =>
    working((after) => after.add('#pay', el('span', { class: 'spinner' }))).wait(7_000),
  'a button that is greyed out at once': () =>
    working((after) => after.attribute('#pay', { disabled: '' })).wait(7_000),
  'a part that says it is busy at once': () =>
    working((after) => after.attribute('#note', { 'aria-busy': 'true' })).wait(7_000),
  'a word that says it is busy at once': () => working((after) => after.text('#pay', 'Paying …')).wait(7_000),
  'a background change after a click in vain': () =>
    shop()
      .click('#pay', (after) => after.request({}, 200))
      .wait(5_000)
      .text('#far', 'x'),
  'a page that changes by itself': () =>
    shop()
      .every(1_000, (later) => later.text('#note', String(later.at)))
      .wait(6_300)
      .click('#pay')
      .wait(9_000),
  'news that come now and then': () => {
    const recording = shop().wait(4_000);
    for (const gap of [4_100, 5_900, 3_300]) recording.wait(gap).text('#note', String(gap));
    return recording.wait(1_500).click('#pay').wait(4_800).text('#note', 'news');
  },
  'a click in vain': () => shop().click('#pay').wait(9_000),
  'a request that is answered late and shows nothing': () =>
    shop()
      .click('#pay', (after) => after.request({}, 5_000))
      .wait(6_000),
  'a visitor who goes on to something else': () =>
    shop(el('button', { id: 'pay' }, 'Pay now'), el('button', { id: 'ok' }, 'OK'))
      .click('#pay')
      .wait(4_000)
      .click('#ok', (after) => after.text('#note', 'OK')),
  'a link that the visitor left by closing the tab': () =>
    shop(el('a', { id: 'pay', href: '/next' }, 'Next'))
      .click('#pay')
      .wait(6_000)
      .visibility('left'),
  'a link that was followed by a click on another': () =>
    page(el('a', { id: 'pay', href: '/next' }, 'Next'), el('a', { id: 'ok', href: '/ok' }, 'OK'))
      .click('#pay')
      .wait(5_000)
      .click('#ok')
      .wait(100)
      .visibility('left')
      .wait(200)
      .open('https://shop.test/ok'),
  'something that does not look clickable': () =>
    shop(el('p', { id: 'pay' }, 'Tea'))
      .click('#pay')
      .wait(4_000)
      .text('#note', 'x'),
  'a place where the site switched it off': () =>
    asks(5_000, '#note', shop(el('button', { id: 'pay', 'data-falter-ignore': 'slow-response' }, 'Pay now'))),
};

const marks: Record<string, [() => RecordingBuilder, string[]]> = {
  'two requests that take their time, shown in one place': [
    () =>
      ['Paid', 'Paid twice'].reduce(
        (recording, text) =>
          recording
            .click('#pay', (after) => after.request({}, 4_600, (later) => later.text('#note', text)))
            .wait(9_000),
        shop(),
      ),
    Array.from({ length: 2 }, () => 'Clicked button "Pay now" and waited 4.6 seconds before anything happened.'),
  ],
  'a request that takes its time': [
    () => asks(6_000),
    ['Clicked button "Pay now" and waited 6 seconds before anything happened.'],
  ],
  'a request that takes its time, shown elsewhere': [
    () => asks(6_000, '#far'),
    ['Clicked button "Pay now" and waited 6 seconds before anything happened.'],
  ],
  'an answer after so long that it would be none': [
    () => asks(20_000),
    ['Clicked button "Pay now" and waited 20 seconds before anything happened.'],
  ],
  'an answer that the visitor did not wait for without touching anything': [
    () =>
      shop(el('button', { id: 'pay' }, 'Pay now'), el('button', { id: 'ok' }, 'OK'))
        .click('#pay', (after) => after.request({}, 8_000, (later) => later.text('#note', 'Paid')))
        .wait(4_000)
        .click('#ok')
        .wait(6_000),
    ['Clicked button "Pay now" and waited 8 seconds before anything happened.'],
  ],
  'hammering a slow button as one': [
    () =>
      shop()
        .click('#pay', (after) => after.request({}, 6_000, (later) => later.text('#note', 'Paid')))
        .wait(300)
        .click('#pay')
        .wait(300)
        .click('#pay')
        .wait(7_000),
    ['Clicked button "Pay now" 3 times and waited 6 seconds before anything happened.'],
  ],
  'a slow answer beside the button, in a recording that knows of no requests': [
    () => shop().click('#pay').wait(4_500).text('#note', 'Paid'),
    ['Clicked button "Pay now" and waited 4.5 seconds before anything happened.'],
  ],
  'a page that comes late': [
    () =>
      shop(el('a', { id: 'pay', href: '/next' }, 'Next'))
        .click('#pay')
        .wait(5_000)
        .visibility('left')
        .wait(200)
        .open('https://shop.test/next')
        .wait(3_000),
    ['Clicked link "Next" and waited 5 seconds before anything happened.'],
  ],
  'a form that the browser sends to a slow server': [
    () =>
      form()
        .type('#name', 3)
        .wait(1_000)
        .click('#go')
        .submit('#form', 'submit', false)
        .wait(6_000)
        .visibility('left')
        .wait(100)
        .open('https://shop.test/in')
        .wait(3_000),
    ['Clicked button "Go" and waited 6 seconds before anything happened.'],
  ],
  'Enter in a form that is answered late': [
    () =>
      form()
        .type('#name', 3)
        .submit('#form')
        .request({}, 5_000, (later) => later.text('#note', 'Hello'))
        .wait(6_000),
    ['Pressed Enter in form "Login" and waited 5 seconds before anything happened.'],
  ],
  'a form that the page sends slowly, and a visitor who then leaves': [
    () =>
      form()
        .type('#name', 3)
        .wait(1_000)
        .click('#go', (after) => after.submit('#form').request({}, 6_000, (later) => later.text('#note', 'Hello')))
        .wait(8_000)
        .visibility('left')
        .wait(100)
        .open('https://shop.test/in')
        .wait(3_000),
    ['Clicked button "Go" and waited 6 seconds before anything happened.'],
  ],
  'Enter as other recorders tell it': [
    () =>
      form()
        .type('#name', 3)
        .type('#word', 3)
        .incremental(2, { type: 2, id: 0 })
        .incremental(2, { type: 2, id: form().id('#go') })
        .wait(4_000)
        .navigate('https://shop.test/in'),
    ['Pressed Enter in form "Login" and waited 4 seconds before anything happened.'],
  ],
};

describe('slow-response stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) it(name, () => expect(whys(recording())).toEqual([]));
});

describe('slow-response marks', () => {
  for (const [name, [recording, why]] of Object.entries(marks)) {
    it(name, () => expect(whys(recording())).toEqual(why));
    it(`${name}, and no dead click`, () =>
      expect(find(recording(), 'dead-click').map(({ target }) => target?.selector)).not.toContain('#pay'));
  }

  it('the click and what came of it, surest when it was asked for', () => {
    const [finding] = find(asks(6_000));
    expect(finding).toMatchObject({ target: { selector: '#pay' }, confidence: 0.95 });
    expect(finding!.until - finding!.at).toBe(6_015);
    expect(finding!.evidence.map(({ text }) => text)).toEqual([
      'click on button "Pay now"',
      'the page showed what it had asked for, 6 seconds later',
    ]);
    expect(find(shop().click('#pay').wait(4_500).text('#note', 'Paid'))[0]!.confidence).toBeLessThan(0.95);
  });

  it('live as soon as the answer is there, and the click is not dead any more', () => {
    const recording = shop().click('#pay');
    const live = (signal: string) => findingsOf(signal, recording, { closed: false, until: recording.at });
    recording.wait(4_000);
    expect([live('slow-response').length, live('dead-click').length]).toEqual([0, 1]);
    recording.text('#note', 'Paid').wait(200);
    expect([live('slow-response').length, live('dead-click').length]).toEqual([1, 0]);
  });
});
