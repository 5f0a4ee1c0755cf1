import type { ErrorPayload } from '@falter/wire';
import { describe, expect, test } from 'vitest';
import { bounded, isForeign, readError, readRejection } from './errors.ts';

const payload = (more: Partial<ErrorPayload> = {}): ErrorPayload => ({
  kind: 'error',
  name: 'Error',
  message: 'm',
  stack: '',
  source: '',
  line: 0,
  column: 0,
  ...more,
});

const errorEvent = (more: object): ErrorEvent =>
  ({
    message: 'Uncaught Error: m',
    filename: 'https://x.de/a.js',
    lineno: 3,
    colno: 7,
    error: null,
    ...more,
  }) as ErrorEvent;

describe('an uncaught exception', () => {
  test('is told by the error itself, not by the browser’s sentence about it', () => {
    const error = new TypeError('no such thing');
    expect(readError(errorEvent({ error }))).toEqual({
      kind: 'error',
      name: 'TypeError',
      message: 'no such thing',
      stack: error.stack,
      source: 'https://x.de/a.js',
      line: 3,
      column: 7,
    });
  });

  test('of a script of another origin is told as the browser tells it', () => {
    const event = errorEvent({ message: 'Script error.', filename: '', lineno: 0, colno: 0 });
    expect(readError(event)).toEqual(payload({ name: '', message: 'Script error.' }));
  });

  test('that is no Error keeps its text and no more', () => {
    expect(readError(errorEvent({ error: 'text' }))).toMatchObject({ name: '', message: 'text', stack: '' });
    expect(readError(errorEvent({ error: { token: 'sekret' } }))).toMatchObject({
      name: '',
      message: '[object Object]',
    });
  });
});

describe('a rejection', () => {
  class PaymentError extends Error {
    override name = 'PaymentError';
  }
  test.each([
    [new PaymentError('declined'), 'PaymentError', 'declined'],
    ['text', '', 'text'],
    [undefined, '', ''],
    [null, '', ''],
    [0, '', '0'],
    [false, '', 'false'],
    [{ message: 'like an error', name: 'Odd' }, 'Odd', 'like an error'],
    [{ message: 5 }, '', '[object Object]'],
    [[1, 2], '', '[object Array]'],
    [Symbol('s'), '', 'Symbol(s)'],
  ])('with %s', (reason, name, message) => {
    expect(readRejection(reason)).toMatchObject({ kind: 'rejection', name, message, source: '', line: 0 });
  });
});

describe('bounded', () => {
  test('cuts message and stack', () => {
    const { message, stack, name } = bounded(
      payload({ message: 'm'.repeat(5_000), stack: 's'.repeat(9_000), name: 'n'.repeat(500) }),
    );
    expect([message.length, stack.length, name.length]).toEqual([1_000, 4_000, 100]);
  });

  test('takes what follows the path out of every address, and keeps line and column', () => {
    const stack = [
      'Error: at https://user:pw@x.de/p?token=sekret',
      '    at pay (https://x.de/shop?card=sekret#sekret:10:5)',
      '    at https://x.de/a.js?v=sekret:1:2345',
      'pay@https://x.de/b.js?v=sekret:3:4',
      'at eval (eval at <anonymous> (https://x.de/?q=sekret:1:1), <anonymous>:1:1)',
    ].join('\n');
    const clean = bounded(
      payload({ stack, message: 'GET "https://x.de/api?key=sekret" failed', source: 'https://x.de/?q=sekret' }),
    );
    expect(JSON.stringify(clean)).not.toContain('sekret');
    expect(clean.stack).toContain('(https://x.de/shop?card=:10:5)');
    expect(clean.stack).toContain('at https://x.de/a.js?v=:1:2345');
    expect(clean.stack).toContain('pay@https://x.de/b.js?v=:3:4');
    expect(clean.message).toBe('GET "https://x.de/api?key=" failed');
    expect(clean.source).toBe('https://x.de/?q=');
  });

  test('is quick on a long line without an end', () => {
    const start = performance.now();
    bounded(payload({ stack: `https://${':1'.repeat(2_000)}`, message: 'https://'.repeat(200) }));
    expect(performance.now() - start).toBeLessThan(200);
  });
});

describe('isForeign', () => {
  test.each([
    [{ source: 'chrome-extension://abc/content.js' }, true],
    [{ source: 'moz-extension://abc/content.js' }, true],
    [{ source: 'safari-web-extension://abc/content.js' }, true],
    [{ source: 'webkit-masked-url://hidden/' }, true],
    [{ stack: 'Error\n    at f (chrome-extension://abc/c.js:1:2)\n    at g (https://x.de/a.js:1:2)' }, true],
    [{ stack: 'Error\n    at g (https://x.de/a.js:1:2)\n    at f (chrome-extension://abc/c.js:1:2)' }, false],
    [{ source: 'https://x.de/chrome-extension/a.js' }, false],
    [{}, false],
  ])('%o is %s', (more, foreign) => {
    expect(isForeign(payload(more))).toBe(foreign);
  });
});
