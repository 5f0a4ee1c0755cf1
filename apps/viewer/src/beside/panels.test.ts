import { describe, expect, it } from 'vitest';
import { matching, ROW_PANELS, rowsOf } from './panels.ts';
import { rowLine, rowsText, rowText } from './row-text.ts';
import { pageRow, row } from './test-rows.ts';

const PAY = row({
  ...{
    kind: 'request',
    at: 2_000,
    until: 5_100,
    text: 'POST /pay failed with 502 after 3.1 s',
    level: 'error' as const,
  },
  request: {
    ...{ method: 'POST', url: 'https://shop.example/pay', status: 502, failure: '', failed: true, trace: 'ab12' },
    cause: { at: 1_950, text: 'clicked “Pay now”' },
  },
});
const QUICK = row({
  ...{ kind: 'request', at: 100, until: 200, text: 'GET /stock answered 200 after 0.1 s' },
  request: { method: 'GET', url: 'https://shop.example/stock', status: 200, failure: '', failed: false },
});
const CLICK = row({ at: 1_950, until: 2_000, text: 'clicked “Pay now”', outcome: 'nothing happened', level: 'warn' });
const ERROR = row({ kind: 'error', at: 4_000, text: 'TypeError: cart is undefined', level: 'error', stack: 0 });
const LINE = row({ kind: 'console', at: 4_100, text: 'deprecated', level: 'warn' });
const ALL = [pageRow('https://shop.example/checkout', 0), QUICK, CLICK, PAY, ERROR, LINE];

describe('a panel', () => {
  it('shows its own rows at the moment that counts there', () => {
    const ids = (panel: keyof typeof ROW_PANELS) => rowsOf(ROW_PANELS[panel], ALL).map(({ id }) => id);
    expect(ids('steps')).toEqual(['page-0', 'click-1950', 'error-4000', 'request-2000']);
    expect(ids('network')).toEqual(['request-100', 'request-2000']);
    expect(ids('console')).toEqual(['error-4000', 'console-4100']);
    expect(ids('errors')).toEqual(['error-4000']);
  });

  it('is narrowed by words in any order and by kinds', () => {
    const { filters } = ROW_PANELS.steps;
    const find = (words: string, ...chosen: string[]) =>
      matching(ALL, { words, chosen: new Set(chosen), filters }).map(({ id }) => id);
    expect(find('')).toHaveLength(ALL.length);
    expect(find('502 PAY')).toEqual(['request-2000']);
    expect(find('ab12')).toEqual(['request-2000']);
    expect(find('', 'acts', 'errors')).toEqual(['click-1950', 'error-4000']);
    expect(find('cart', 'acts')).toEqual([]);
  });
});

describe('rows as text for a ticket', () => {
  it('are a line each, with what came of it', () => {
    expect(rowLine(CLICK)).toBe('0:01.9  clicked “Pay now”: nothing happened');
    expect(rowLine(row({ text: 'one\ntwo' }))).toBe('0:00.0  one\n        two');
  });

  it('tell all that is known of one', () => {
    expect(rowText(PAY, { moment: 5_100 })).toBe(
      [
        '0:05.1  POST /pay failed with 502 after 3.1 s',
        '        POST https://shop.example/pay',
        '        trace ab12',
        '        after: clicked “Pay now” (0:01)',
      ].join('\n'),
    );
    expect(rowText(ERROR, { stack: { text: 'at pay (a.js:1:1)', frames: [] }, moment: 0 })).toContain(
      '\n        at pay (a.js:1:1)',
    );
  });

  it('begin with what session it is', () => {
    const detail = { startedAt: '2026-11-30T12:00:00Z', entryUrl: 'https://shop.example/', browser: 'Chrome 153' };
    const known = { ...detail, os: '', person: 'ada', supportCode: '7K2M-Q9XD' } as Parameters<
      typeof rowsText
    >[1]['detail'];
    const text = rowsText([CLICK], {
      ...{ detail: known, link: 'https://falter.example/sessions/one' },
      momentOf: ({ until }) => until,
    });
    expect(text.split('\n').slice(1)).toEqual([
      'ada, Chrome 153, 7K2M-Q9XD',
      'https://falter.example/sessions/one',
      '1 row',
      '',
      '0:02.0  clicked “Pay now”: nothing happened',
    ]);
  });
});
