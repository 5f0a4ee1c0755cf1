import { expect, test } from 'vitest';
import { failureOf } from './request-failure.ts';

const aborted = (reason?: unknown): AbortSignal => AbortSignal.abort(reason);

test.each([
  ['a browser’s TypeError says nothing', new TypeError('Failed to fetch'), undefined, undefined],
  ['AbortError', new DOMException('', 'AbortError'), undefined, 'abort'],
  ['TimeoutError', new DOMException('', 'TimeoutError'), undefined, 'timeout'],
  ['NetworkError, of a call that blocks', new DOMException('', 'NetworkError'), undefined, 'network'],
  ['InvalidStateError', new DOMException('', 'InvalidStateError'), undefined, undefined],
  ['a signal that nobody used', new TypeError(''), new AbortController().signal, undefined],
  ['aborted without a reason', new DOMException('', 'AbortError'), aborted(), 'abort'],
  ['aborted with a text', 'text', aborted('text'), 'abort'],
  ['aborted with an error of the page', new TypeError('mine'), aborted(new TypeError('mine')), 'abort'],
  ['aborted with null', null, aborted(null), 'abort'],
  ['aborted by a clock', 'x', aborted(new DOMException('', 'TimeoutError')), 'timeout'],
  ['an old browser’s signal without reasons', new DOMException('', 'TimeoutError'), { aborted: true }, 'timeout'],
  ['nothing', undefined, null, undefined],
  ['an object’s own property is no failure', { name: 'toString' }, undefined, undefined],
] as const)('%s', (_, error, signal, failure) => {
  expect(failureOf(error, signal)).toBe(failure);
});

test('what throws when looked at says nothing', () => {
  const trap = new Proxy(
    {},
    {
      get() {
        throw new Error('page');
      },
    },
  );
  expect(failureOf(trap)).toBeUndefined();
  expect(failureOf(new Error('x'), trap)).toBeUndefined();
});
