import { describe, expect, it } from 'vitest';
import { el, findingsOf, page, type RecordingBuilder } from '../recording-builder.ts';

const shop = () => page(el('p', {}, 'Tea'));
const whys = (recording: RecordingBuilder) => findingsOf('js-error', recording).map(({ why }) => why);
const logged = (recording: RecordingBuilder, level: string, ...texts: string[]) =>
  recording.plugin('rrweb/console@1', {
    level,
    trace: ['pay (app.js:1:2)'],
    payload: texts.map((text) => JSON.stringify(text)),
  });

/** Every false alarm that js-error.md says it avoids. */
const quiet: Record<string, () => RecordingBuilder> = {
  'console.error alone': () => logged(shop(), 'error', 'checkout failed: HTTP 500'),
  'a warning that quotes an error': () => logged(shop(), 'warn', 'Uncaught TypeError: x'),
  'a browser extension': () => shop().error({ stack: 'Error: x\n    at f (chrome-extension://abc/content.js:1:1)' }),
  'an extension named as the source': () => shop().error({ stack: '', source: 'moz-extension://abc/content.js' }),
  'a cross-origin script error that tells nothing': () =>
    shop().error({ name: '', message: 'Script error.', stack: '', source: '' }),
  'the resize observer, which goes on in the next frame': () =>
    shop().error({ message: 'ResizeObserver loop completed with undelivered notifications.' }),
  'work that was called off': () =>
    shop().error({ kind: 'rejection', name: 'AbortError', message: 'The user aborted a request.' }),
};

const marks: Record<string, [() => RecordingBuilder, string[]]> = {
  'an uncaught error': [
    () => shop().error(),
    ['An uncaught error occurred once in the page\'s code: "TypeError: cart is undefined".'],
  ],
  'an unhandled rejection': [
    () => shop().error({ kind: 'rejection', name: '', message: 'no stock' }),
    ['An unhandled rejection occurred once in the page\'s code: "no stock".'],
  ],
  'the same error many times as one': [
    () => Array.from({ length: 9 }).reduce<RecordingBuilder>((recording) => recording.error().wait(1_000), shop()),
    ['An uncaught error occurred 9 times in the page\'s code: "TypeError: cart is undefined".'],
  ],
  'one cause with numbers that differ as one': [
    () => shop().error({ message: 'item 17 missing' }).wait(5).error({ message: 'item 4711 missing' }),
    ['An uncaught error occurred twice in the page\'s code: "TypeError: item 17 missing".'],
  ],
  'two causes as two': [
    () =>
      shop()
        .error()
        .wait(5)
        .error({ stack: 'TypeError: cart is undefined\n    at other (https://shop.test/b.js:1:1)' }),
    [
      'An uncaught error occurred once in the page\'s code: "TypeError: cart is undefined".',
      'An uncaught error occurred once in the page\'s code: "TypeError: cart is undefined".',
    ],
  ],
  'the same error on two pages as two': [
    () => shop().error().wait(5).navigate('https://shop.test/cart').error(),
    [
      'An uncaught error occurred once in the page\'s code: "TypeError: cart is undefined".',
      'An uncaught error occurred once in the page\'s code: "TypeError: cart is undefined".',
    ],
  ],
  "an uncaught error in another recorder's console": [
    () => logged(shop(), 'error', 'Uncaught TypeError: x is null\n    at pay (app.js:1:2)'),
    ['An uncaught error occurred once in the page\'s code: "TypeError: x is null".'],
  ],
  "an unhandled rejection in another recorder's console": [
    () => logged(shop(), 'error', 'Uncaught (in promise)', 'Error: offline'),
    ['An unhandled rejection occurred once in the page\'s code: "Error: offline".'],
  ],
  'an error that tells nothing but a script': [
    () => shop().error({ name: '', message: '', stack: '' }),
    ['An uncaught error occurred once in the page\'s code: "Unknown error".'],
  ],
};

describe('js-error stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) it(name, () => expect(whys(recording())).toEqual([]));
});

describe('js-error marks', () => {
  for (const [name, [recording, why]] of Object.entries(marks)) it(name, () => expect(whys(recording())).toEqual(why));

  it('spans from the first to the last, on the page where it happened', () => {
    const [finding] = findingsOf('js-error', shop().error().wait(3_000).error());
    expect(finding).toMatchObject({ page: 'https://shop.test/checkout', target: null, confidence: 1 });
    expect(finding!.until - finding!.at).toBe(3_000);
    expect(finding!.evidence).toHaveLength(2);
  });

  it('speaks without control and bidi characters, in bounded length', () => {
    const [why] = whys(shop().error({ message: `a\u202Eb\u0007c "quoted" ${'x'.repeat(1_000_000)}` }));
    expect(why).toMatch(/^An uncaught error occurred once in the page's code: "TypeError: a b c 'quoted' x+…"\.$/);
    expect(why!.length).toBeLessThan(250);
  });
});
