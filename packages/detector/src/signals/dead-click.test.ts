import { PLUGIN } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { el, findingsOf, type Part, page, type RecordingBuilder } from '../recording-builder.ts';

const CLOCK = el('p', { id: 'clock' }, '12:00');
const dead = (...parts: Part[]) => page(el('button', { id: 'pay' }, 'Pay now'), CLOCK, ...parts);
const find = (recording: RecordingBuilder) => findingsOf('dead-click', recording.wait(9_000).scroll());
const style = (css: string) => el('style', { _cssText: css });
const clicked = (part: Part, ...parts: Part[]) => page(part, ...parts).click('#it');

/** Every false alarm that dead-click.md says it avoids. */
const quiet: Record<string, () => RecordingBuilder> = {
  'a click whose answer the page says it lost': () => {
    const recording = dead().click('#pay');
    const from = recording.at;
    return recording.wait(500).plugin(PLUGIN.lost, { events: 4, from, until: recording.at, why: 'room' });
  },
  'a click in a part that changes too fast to be recorded in full': () => {
    const recording = dead();
    return recording.plugin(PLUGIN.degraded, { id: recording.id('#pay'), rate: 900 }).click('#pay');
  },
  'a menu that opens when the pointer goes down': () =>
    dead().click('#pay', undefined, (down) => down.attribute('#clock', { hidden: '' })),
  'details that open': () => clicked(el('summary', { id: 'it' }, 'More'), CLOCK).attribute('#clock', { open: '' }),
  'a style rule that changes': () =>
    dead().click('#pay', (after) => after.incremental(8, { id: 1, adds: [{ rule: 'a{}' }] })),
  'a style declaration that changes': () =>
    dead().click('#pay', (after) =>
      after.incremental(13, { id: 1, index: [0], set: { property: 'top', value: '1px' } }),
    ),
  'an adopted style sheet': () => dead().click('#pay', (after) => after.incremental(15, { id: 1, styleIds: [1] })),
  'a canvas that is drawn on': () =>
    dead(el('canvas', { id: 'art' })).click('#pay', (after) =>
      after.incremental(9, { id: after.id('#art'), commands: [] }),
    ),
  'a video that starts': () =>
    dead(el('video', { id: 'film' })).click('#pay', (after) =>
      after.incremental(7, { id: after.id('#film'), type: 0 }),
    ),
  'a field that gets a value': () =>
    dead(el('input', { id: 'count' })).click('#pay', (after) => after.input('#count', { userTriggered: false })),
  'a field that gets the focus': () =>
    dead(el('input', { id: 'find' })).click('#pay', (after) => after.wait(20).focus(after.id('#find'))),
  'a page that scrolls': () => dead().click('#pay', (after) => after.wait(120).scroll()),
  'text that the page selects': () =>
    dead(el('p', { id: 'code' }, 'npm i')).click('#pay', (after) => after.select('#code')),
  'a page that grows to full screen': () =>
    dead().click('#pay', (after) => after.wait(90).incremental(4, { width: 1, height: 1 })),
  'another page': () =>
    clicked(el('a', { id: 'it', href: '/next' }, 'Next'))
      .wait(4_000)
      .open('https://shop.test/next'),
  'another address in the same document': () =>
    dead().click('#pay', (after) => after.navigate('https://shop.test/paid')),
  'an address inside the page': () =>
    dead().click('#pay', (after) => after.navigate('https://shop.test/checkout', 'hash')),
  'a form that is sent': () =>
    dead().click('#pay', (after) => after.plugin('falter/submit@1', { kind: 'submit', id: 0, prevented: false })),
  'a form that the browser refuses to send': () =>
    dead().click('#pay', (after) => after.plugin('falter/submit@1', { kind: 'invalid', id: 0, prevented: false })),
  'a dialog of the browser': () => dead().click('#pay', (after) => after.wait(10).blur()),
  'a tab that opens': () => dead().click('#pay', (after) => after.wait(200).visibility('hidden')),
  'a link into a new tab': () => clicked(el('a', { id: 'it', href: '/help', target: '_blank' }, 'Help')),
  'a download': () => clicked(el('a', { id: 'it', href: '/bill', download: '' }, 'Bill')),
  'a file behind a link': () => clicked(el('a', { id: 'it', href: '/terms.pdf?v=2' }, 'Terms')),
  'a click that the page passes on, as for uploads': () =>
    dead(el('input', { id: 'file', type: 'file' })).click('#pay', (after) =>
      after.incremental(2, { type: 2, id: after.id('#file'), x: 0, y: 0 }),
    ),
  'a mail or phone link': () => clicked(el('a', { id: 'it', href: 'mailto:' }, 'Write to us')),
  'a copy button': () => clicked(el('button', { id: 'it', class: 'btn-copy' }, 'Code')),
  'a share button on a phone, which has a sheet for it': () => {
    const recording = dead(el('button', { id: 'share' }, 'Share'));
    return recording.incremental(2, { type: 7, id: recording.id('#share'), x: 1, y: 1 }).click('#share');
  },
  'a tool of a drawing elsewhere on the page': () =>
    page(
      el('header', {}, el('button', { id: 'it' }, 'Undo')),
      el('main', {}, el('div', {}, el('div', {}, el('canvas')))),
    ).click('#it'),
  'a file that is fetched twice': () => page(el('button', { id: 'it' }, 'Download')).clicks('#it', 2, 1_500),
  'a copy button that is clicked three times at once': () =>
    page(el('button', { id: 'it' }, 'Copy')).clicks('#it', 3, 200),
  'a print button': () => clicked(el('button', { id: 'it', 'aria-label': 'Print this page' }, '⎙')),
  'the tab that is open already': () =>
    clicked(el('button', { id: 'it', role: 'tab', 'aria-selected': 'true' }, 'One')),
  'the page that is shown already': () => clicked(el('a', { id: 'it', href: '/', 'aria-current': 'page' }, 'Home')),
  'an option that is chosen already': () => clicked(el('input', { id: 'it', type: 'radio', checked: true })),
  'a button that is greyed out': () => clicked(el('button', { id: 'it', 'aria-disabled': 'true' }, 'Next')),
  'a field, a list, a date picker': () => clicked(el('select', { id: 'it' })),
  'a label of a text field': () => clicked(el('label', { id: 'it' }, 'Name', el('input', {}))),
  'something that does not look clickable': () => clicked(el('p', { id: 'it' }, 'Words')),
  'a click that drags': () => {
    const recording = dead();
    const id = recording.id('#pay');
    return recording.incremental(2, { type: 1, id, x: 1, y: 1 }).wait(90).incremental(2, { type: 2, id, x: 80, y: 1 });
  },
  'a click that only brings the tab back': () =>
    dead().visibility('hidden').wait(5_000).visibility('visible').wait(200).click('#pay'),
  'a menu that CSS opens by focus': () =>
    clicked(
      el('div', { class: 'menu' }, el('button', { id: 'it' }, 'Menu')),
      style('.menu:focus-within .list { display: block; }'),
    ),
  'a popover of the browser': () => clicked(el('button', { id: 'it', popovertarget: 'p' }, 'Info')),
  'an answer after some seconds': () => dead().click('#pay').wait(5_000).text('#clock', 'Paid'),
  'a click right before another one that is answered': () =>
    dead(el('button', { id: 'other' }, 'Other'))
      .click('#pay')
      .wait(500)
      .click('#other', (after) => after.text('#clock', 'x')),
  'a click that is tried again before its answer came': () =>
    dead()
      .click('#pay', (after) => after.after(1_800, (later) => later.text('#clock', 'Paid')))
      .wait(1_300)
      .click('#pay'),
  'a click whose request is answered, though nothing shows it': () => dead().click('#pay', (after) => after.request()),
  'an answer that comes when a long request is over': () =>
    dead()
      .click('#pay', (after) => after.request({}, 12_000, (later) => later.wait(20).text('#clock', 'Paid')))
      .wait(13_000),
  'a place where the site switched it off': () =>
    page(el('nav', { 'data-falter-ignore': 'dead-click' }, el('button', { id: 'it' }, 'x'))).click('#it'),
  'a page that is so busy that nobody can tell': () => {
    const recording = dead().click('#pay');
    for (let i = 0; i < 7_000; i++) recording.wait(1).attribute('#clock', { style: `left: ${(i * 7919) % 1000}px` });
    return recording;
  },
};

const marks: Record<string, [() => RecordingBuilder, string]> = {
  'a dead button': [() => dead().click('#pay'), 'Clicked button "Pay now" once and nothing happened.'],
  'a button whose code fails, which error-click tells as well': [
    () => dead().click('#pay', (after) => after.error()),
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a button whose request fails, which error-click or failed-request tells as well': [
    () => dead().click('#pay', (after) => after.request({ status: 502 }, 4_000)),
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a dead button beside a number that comes back to what it was now and then': [
    () => {
      const numbers = [12, 9, 14, 11, 13, 8, 15, 10, 16, 7, 16, 17, 18];
      let n = 0;
      const recording = dead().every(900, (later) => later.text('#clock', String(numbers[n++ % numbers.length])));
      return recording.wait(9_840).click('#pay');
    },
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a dead button whose click stands there twice': [
    () => {
      const recording = dead().click('#pay');
      recording.events.push({ ...recording.events.at(-1)! });
      return recording;
    },
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a print button that is pressed again and again': [
    () => page(el('button', { id: 'it' }, 'Print')).clicks('#it', 3, 1_500),
    'Clicked button "Print" 3 times, and not one of the clicks had an effect.',
  ],
  'a share button where nobody touches the screen': [
    () => clicked(el('button', { id: 'it' }, 'Share list')),
    'Clicked button "Share list" once and nothing happened.',
  ],
  'a button whose name in the code only sounds like a printer': [
    () => page(el('button', { id: 'print' }, 'Send by mail')).click('#print'),
    'Clicked button "Send by mail" once and nothing happened.',
  ],
  'a picture that promises to grow': [
    () => clicked(el('img', { id: 'it', alt: 'Cup', style: 'cursor: zoom-in' })),
    'Clicked image "Cup" once and nothing happened.',
  ],
  'a button that the visitor leaves by other ways, seconds later': [
    () =>
      dead()
        .click('#pay')
        .wait(5_000)
        .open('https://shop.test/help', el('p', {}, 'Help')),
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a dead link': [
    () => clicked(el('a', { id: 'it', href: '#' }, 'More')),
    'Clicked link "More" once and nothing happened.',
  ],
  'an icon in a dead button': [
    () => page(el('button', { 'aria-label': 'Basket' }, el('svg', { id: 'icon' }))).click('#icon'),
    'Clicked button "Basket" once and nothing happened.',
  ],
  'something with a handler in its markup': [
    () => clicked(el('div', { id: 'it', onclick: '' }, 'Open')),
    'Clicked div "Open" once and nothing happened.',
  ],
  'something under the hand of the style sheet': [
    () => clicked(el('div', { id: 'it', class: 'card' }, 'Tea'), style('.x{}.card { color: red; cursor: pointer; }')),
    'Clicked div "Tea" once and nothing happened.',
  ],
  'one of several alike of which the others answer': [
    () =>
      page(CLOCK, el('div', { class: 'tile', id: 'a' }, 'A'), el('div', { class: 'tile', id: 'b' }, 'B'))
        .click('#a', (after) => after.text('#clock', 'A'))
        .wait(4_000)
        .click('#b'),
    'Clicked div "B" once and nothing happened.',
  ],
  'a dead button beside a clock': [
    () =>
      dead()
        .every(1_000, (later) => later.text('#clock', String(later.at)))
        .wait(6_300)
        .click('#pay'),
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a dead button beside news that come now and then': [
    () => {
      const recording = dead().wait(3_000);
      for (const gap of [700, 2_900, 1_100, 1_900, 400, 2_300]) recording.wait(gap).text('#clock', String(gap));
      return recording.wait(1_500).click('#pay').wait(800).text('#clock', 'news');
    },
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a hover effect that ends after the click': [
    () =>
      dead()
        .attribute('#pay', { class: 'lifted' })
        .click('#pay')
        .wait(400)
        .move('#clock')
        .attribute('#pay', { class: '' }),
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a tooltip that goes': [
    () => dead(el('div', { id: 'tip', role: 'tooltip' }, 'Pays')).click('#pay', (after) => after.remove('#tip')),
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a field that only looks different without the focus': [
    () =>
      dead(el('input', { id: 'name' }))
        .type('#name', 3)
        .click('#pay', undefined, (down) => down.attribute('#name', { class: 'was-here' })),
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a visitor who scrolls on': [
    () => dead().click('#pay').wait(1_200).scroll().wait(100).scroll(),
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a visitor who goes on to something that works': [
    () =>
      dead(el('button', { id: 'ok' }, 'OK'))
        .click('#pay')
        .wait(1_500)
        .click('#ok', (after) => after.text('#clock', 'OK')),
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a visitor who leaves after a while': [
    () => dead().click('#pay').wait(2_000).visibility('left').visibility('hidden'),
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a first click in vain before one that works': [
    () =>
      dead()
        .click('#pay')
        .wait(4_000)
        .click('#pay', (after) => after.text('#clock', 'Paid')),
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a dead button on a page that reports every click': [
    () => {
      const recording = dead(...['a', 'b', 'c'].map((id) => el('button', { id }, id)));
      for (const id of ['#a', '#b', '#c'])
        recording
          .click(id, (after) => after.request({ url: 'https://shop.test/api/clicks' }).text('#clock', id))
          .wait(8_000);
      return recording.click('#pay', (after) => after.request({ url: 'https://shop.test/api/clicks' }));
    },
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a dead button on a page that asks by itself': [
    () =>
      dead()
        .every(4_000, (later) => later.request({ method: 'GET', url: 'https://shop.test/api/news' }))
        .wait(11_900)
        .click('#pay'),
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a dead button that only tells the statistics': [
    () => dead().click('#pay', (after) => after.request({ url: 'https://shop.test/collect' })),
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a dead button beside a part that changes too fast to be recorded in full': [
    () => {
      const recording = dead();
      return recording.plugin(PLUGIN.degraded, { id: recording.id('#clock'), rate: 900 }).click('#pay');
    },
    'Clicked button "Pay now" once and nothing happened.',
  ],
  'a burst as one incident': [
    () => dead().clicks('#pay', 5, 300).wait(1_000).click('#pay'),
    'Clicked button "Pay now" 6 times, and not one of the clicks had an effect.',
  ],
};

describe('dead-click stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) {
    it(name, () => expect(find(recording()).map(({ why }) => why)).toEqual([]));
  }
});

describe('dead-click marks', () => {
  for (const [name, [recording, why]] of Object.entries(marks)) {
    it(name, () => expect(find(recording()).map((finding) => finding.why)).toEqual([why]));
  }

  it('also when a tool takes a picture of the page and switches the carets off and on for it', () => {
    const recording = dead(el('input', { id: 'field' })).click('#pay');
    recording.wait(300).attribute('#field', { style: 'caret-color: transparent !important;' });
    recording.wait(200).attribute('#field', { style: '' });
    expect(find(recording.wait(9_000).scroll())).toHaveLength(1);
  });

  it('two incidents on one control that lie apart', () => {
    expect(find(dead().click('#pay').wait(20_000).click('#pay'))).toHaveLength(2);
  });

  it('live, after three silent seconds, provisionally, and takes it back when an answer comes after all', () => {
    const recording = dead().click('#pay');
    const live = (until: number) => findingsOf('dead-click', recording, { closed: false, until: recording.at + until });
    expect(live(2_900)).toEqual([]);
    expect(live(3_500)).toMatchObject([{ provisional: true }]);
    expect(live(8_000)).toHaveLength(1);
    recording.wait(5_000).text('#pay', 'Paid');
    expect(live(9_000)).toEqual([]);
  });
});

describe('dead-click at the very end of a recording', () => {
  const at = (recording: RecordingBuilder) => findingsOf('dead-click', recording).map(({ confidence }) => confidence);

  it('marks a button, and is less sure of it', () => {
    expect(at(dead().click('#pay'))[0]).toBeLessThan(at(dead().click('#pay').wait(9_000).scroll())[0]!);
  });

  it('does not mark what leads away, stops recorders or answered before', () => {
    expect(at(clicked(el('a', { id: 'it', href: '/next' }, 'Next')))).toEqual([]);
    expect(at(clicked(el('button', { id: 'it' }, 'Stop recording')))).toEqual([]);
    expect(
      at(
        dead()
          .click('#pay', (after) => after.text('#clock', 'x'))
          .wait(9_000)
          .click('#pay'),
      ),
    ).toEqual([]);
  });
});
