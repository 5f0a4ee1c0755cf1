import { PLUGIN, type StepRow } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { el, page, type RecordingBuilder, STARTED_AT } from '../recording-builder.ts';
import { plain } from './plain.ts';
import { took } from './row.ts';
import { ROWS_MAX, toStepRows } from './step-rows.ts';

const SHOP = [
  el('label', { for: 'card' }, 'Card number'),
  el('form', {}, el('input', { id: 'card', type: 'text' }), el('input', { id: 'name', type: 'text', name: 'owner' })),
  el('select', { id: 'country', 'aria-label': 'Country' }, el('option', {}, 'Norway')),
  el('button', { id: 'pay' }, 'Pay now'),
  el('p', { id: 'status', role: 'alert' }),
];

function rowsOf(recording: RecordingBuilder): StepRow[] {
  return toStepRows([recording.tab()], { closed: true, startedAt: STARTED_AT }).rows;
}

function words(recording: RecordingBuilder): string[] {
  return rowsOf(recording).map(({ text, outcome }) => (outcome === '' ? text : `${text}: ${outcome}`));
}

describe('what the visitor did', () => {
  it('is told by the words on what was used', () => {
    const visit = page(...SHOP)
      .type('#card', 5)
      .write('#name', 'Ada')
      .wait(500)
      .click('#pay')
      .wait(9_000);
    expect(words(visit)).toEqual([
      'opened /checkout',
      'typed in “Card number”',
      'typed in “owner”',
      'clicked “Pay now”: nothing happened',
    ]);
    expect(rowsOf(visit)[1]).toMatchObject({ at: 2_140, until: 2_460, kind: 'input', id: 'input-2140' });
  });

  it('says of a field that is emptied, a choice, and a form sent by Enter what it was', () => {
    const visit = page(...SHOP)
      .write('#name', 'A')
      .wait(900);
    visit.input('#name', { userTriggered: true, text: '' }).wait(900).click('#country');
    visit.wait(5_000).input('#country', { userTriggered: true, text: 'no' }).wait(9_000);
    expect(words(visit)).toEqual(['opened /checkout', 'emptied “owner”', 'clicked “Country”', 'chose in “Country”']);
  });

  it('says of a click in a session that still runs that it had no answer so far, from three seconds on', () => {
    const running = (ms: number) => {
      const visit = page(...SHOP).click('#pay');
      const { rows } = toStepRows([visit.wait(ms).move('#name').tab()], { closed: false, startedAt: STARTED_AT });
      return rows.map(({ text, outcome, level }) => [text, outcome, level]).at(-1);
    };
    expect(running(3_600)).toEqual(['clicked “Pay now”', 'no answer in 3.6 s', 'warn']);
    expect(running(2_000)).toEqual(['clicked “Pay now”', '', '']);
  });

  it('tells a click that is answered late, and the message that comes of one', () => {
    const late = page(...SHOP)
      .click('#pay')
      .wait(4_000)
      .text('#status', 'Card declined')
      .wait(2_000);
    expect(words(late).slice(1)).toEqual(['clicked “Pay now”: answered after 4.0 s', 'the page said “Card declined”']);
  });
});

describe('pages and tabs', () => {
  it('come as the visitor came to them', () => {
    const visit = page(...SHOP)
      .navigate('https://shop.test/cart')
      .wait(3_000);
    visit.navigate('https://shop.test/checkout', 'pop').wait(3_000);
    expect(words(visit)).toEqual(['opened /checkout', 'went to /cart', 'went back to /checkout']);
    expect(rowsOf(visit)[1]?.page).toMatchObject({ url: 'https://shop.test/cart', shownMs: 3_000 });
  });

  it('tell of looking away, of coming back and of leaving for good, and nothing of leaving for the next page', () => {
    const visit = page(...SHOP)
      .visibility('hidden')
      .wait(130_000)
      .visibility('visible')
      .wait(1_000);
    visit.visibility('hidden').visibility('left').wait(10);
    const looks = ['looked away from this tab', 'came back to this tab after 2 min'];
    expect(words(visit).slice(1)).toEqual([...looks, 'left the page']);
    visit.wait(2_000).open('https://shop.test/thanks').wait(500);
    expect(words(visit).slice(1)).toEqual([...looks, 'went to /thanks']);
  });
});

describe('requests', () => {
  it('say how they ended, and which click asked for them', () => {
    const trace = 'a'.repeat(32);
    const visit = page(...SHOP)
      .click('#pay')
      .wait(10);
    visit.request({ url: 'https://shop.test/pay', status: 502, trace }, 3_100).wait(9_000);
    visit.request({ method: 'GET', url: 'https://api.other.test/stock', status: 200 }, 120).wait(1_000);
    visit.request({ url: 'https://shop.test/pay', status: 0, failure: 'timeout' }, 30_000).wait(31_000);
    const rows = rowsOf(visit).filter(({ kind }) => kind === 'request');
    expect(rows.map(({ text }) => text)).toEqual([
      'POST /pay failed with 502 after 3.1 s',
      'GET api.other.test/stock answered 200 after 0.1 s',
      'POST /pay was given up after 30 s',
    ]);
    expect(rows[0]).toMatchObject({ at: 2_070, until: 5_170, level: 'error' });
    expect(rows[0]?.request).toEqual({
      ...{ method: 'POST', url: 'https://shop.test/pay', status: 502, failure: '', failed: true, trace },
      cause: { at: 2_000, text: 'clicked “Pay now”' },
    });
  });

  it('have a size where the recorder tells one', () => {
    const visit = page(...SHOP).plugin('rrweb/network@1', {
      requests: [
        { name: 'https://shop.test/a', method: 'GET', status: 200, initiatorType: 'fetch', transferSize: 812 },
      ],
    });
    expect(rowsOf(visit)[1]?.request).toMatchObject({ size: 812 });
  });
});

describe('what the code says', () => {
  it('has one stack for all errors that share it', () => {
    const visit = page(...SHOP)
      .error()
      .wait(10)
      .error()
      .wait(10)
      .error({ stack: 'at other (a.js:1:1)' });
    const { rows, stacks } = toStepRows([visit.tab()], { closed: true, startedAt: STARTED_AT });
    expect(rows.slice(1).map(({ text, stack }) => [text, stack])).toEqual([
      ['TypeError: cart is undefined', 0],
      ['TypeError: cart is undefined', 0],
      ['TypeError: cart is undefined', 1],
    ]);
    expect(stacks[1]).toBe('at other (a.js:1:1)');
  });

  it('is text, whatever stands in it: terminal codes and bidi marks go, markup stays as text, and 10 MB are cut', () => {
    const visit = page(...SHOP);
    visit.plugin(PLUGIN.console, {
      level: 'warn',
      text: '\u001b[31m%cred\u001b[0m <img src=x onerror=alert(1)> \u202Egnp',
    });
    visit.wait(10).plugin(PLUGIN.console, { level: 'error', text: 'x'.repeat(10_000_000) });
    visit.wait(10).plugin('rrweb/console@1', { level: 'info', payload: ['"cart"', '{"n":1}'], trace: [] });
    const rows = rowsOf(visit).slice(1);
    expect(rows.map(({ level }) => level)).toEqual(['warn', 'error', '']);
    expect(rows[0]?.text).toBe('%cred <img src=x onerror=alert(1)> gnp');
    expect(rows[1]?.text).toHaveLength(1_000);
    expect(rows[2]?.text).toBe('cart {"n":1}');
  });

  it('tells what the site tracked and marked', () => {
    const visit = page(...SHOP)
      .plugin(PLUGIN.mark, { step: 'checkout: address' })
      .wait(5);
    visit.plugin(PLUGIN.track, { name: 'voucher', value: 'SPRING' });
    expect(words(visit).slice(1)).toEqual(['reached checkout: address', 'voucher: SPRING']);
  });
});

describe('a recording that has too much', () => {
  it('is told up to a number, and says what is left out', () => {
    const visit = page(...SHOP);
    for (let n = 0; n < ROWS_MAX.console + 500; n++) visit.plugin(PLUGIN.console, { level: 'error', text: `no ${n}` });
    const { rows, leftOut } = toStepRows([visit.tab()], { closed: true, startedAt: STARTED_AT });
    expect(rows.filter(({ kind }) => kind === 'console')).toHaveLength(ROWS_MAX.console);
    expect(leftOut).toEqual(['The first 2,000 of 2,500 console lines are shown.']);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('is nothing at all when there is nothing', () => {
    expect(toStepRows([], { closed: true, startedAt: 0 })).toEqual({ rows: [], leftOut: [], stacks: [] });
  });
});

describe('words', () => {
  it.each([
    [0, '0 ms'],
    [99.4, '99 ms'],
    [120, '0.1 s'],
    [3_140, '3.1 s'],
    [30_000, '30 s'],
    [150_000, '3 min'],
    [8_000_000, '2 h'],
  ])('of %d ms are %s', (ms, text) => expect(took(ms)).toBe(text));

  it('cut inside of an emoji stay whole', () => {
    expect(plain(`${'a'.repeat(8)}😀b`, 10)).toBe(`${'a'.repeat(8)}…`);
    expect(plain('one\r\ntwo\u2028three\u0007', 100)).toBe('one\ntwo\nthree');
  });
});
