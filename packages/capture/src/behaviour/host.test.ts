import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clicks, events, lastWords, notes, open, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

const START = `<script type="module">
    import { start } from '$COLLECTOR/index.js';
    window.stopFalter = start({ key: 'key-of-a-test', endpoint: '$COLLECTOR' });
  </script>`;

/** Everything that rrweb and the snippet lay hands on, by name, as it was before any of them came. */
const REMEMBER = `<script>
  window.touched = () => [history.pushState, history.replaceState, window.fetch, window.onerror, window.FontFace,
    Object.hasOwn(history, 'pushState'), Element.prototype.attachShadow, customElements.define,
    ...['insertRule', 'deleteRule', 'addRule', 'removeRule', 'replace', 'replaceSync'].map((name) => CSSStyleSheet.prototype[name]),
    CSSGroupingRule.prototype.insertRule, CSSStyleDeclaration.prototype.setProperty, CSSStyleDeclaration.prototype.removeProperty,
    ...[HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement].map(({ prototype }) => Object.getOwnPropertyDescriptor(prototype, 'value').set),
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'checked').set, HTMLMediaElement.prototype.play, Array.from, JSON.stringify,
    Promise, setTimeout, Storage.prototype.setItem, Object.getOwnPropertySymbols(window).length];
  window.before = window.touched();
</script>`;

const body = (before: string, snippet = TAG): string =>
  `<!doctype html><title>Host</title><script>window.failures = []; onerror = (text) => void failures.push(text);
    addEventListener('unhandledrejection', ({ reason }) => failures.push(String(reason)));</script>
  ${before}${snippet}<style id="sheet">p { color: red }</style><button id="go">Go</button><input id="field"><p class="list">text</p>`;

const PAGES = {
  '/': body(''),
  '/module': body(REMEMBER, START),
  '/wrapped-fetch': body(`<script>window.seen = []; const real = window.fetch;
    window.fetch = (...args) => { seen.push(String(args[0])); throw new Error('no requests for you'); };</script>`),
  '/prototype-js': body(`<script>Array.prototype.toJSON = function () { return '[' + [...this].join() + ']'; };
    String.prototype.toJSON = function () { return '"' + this + '"'; }; Object.prototype.each = () => {}; Array.prototype.remove = () => {};</script>`),
  '/frozen':
    body(`<script>Object.freeze(JSON); Object.freeze(history); Object.freeze(Array.prototype); Object.freeze(Object.prototype);
    Object.freeze(Promise.prototype);</script>`),
  '/broken-json': body('<script>JSON.stringify = () => "{}";</script>'),
  '/throws':
    body(`<script>for (const type of ['click', 'input', 'submit', 'keydown', 'pointerdown', 'visibilitychange', 'pagehide'])
    addEventListener(type, () => { throw new Error(type); }, true);</script>`),
};

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(PAGES);
});
afterAll(() => stage.close());

async function visit(path: string): Promise<Page> {
  return open(stage, await stage.visitor(), path);
}

/** Does what a visitor does, leaves, and gives what the page itself noticed of it. */
async function useAndLeave(page: Page): Promise<string[]> {
  await page.click('#go');
  await page.locator('#field').pressSequentially('abc');
  const failures = await page.evaluate('failures');
  await page.goto('about:blank');
  await lastWords(stage.end);
  return failures as string[];
}

function expectRecorded(): void {
  expect(clicks(stage.end)).toHaveLength(1);
  expect(events(stage.end).filter(({ type, data }) => type === 3 && data.source === 5)).toHaveLength(3);
  expect(events(stage.end)[1]?.type).toBe(2);
  expect(stored(stage.end).at(-1)?.batch.envelope.counters).toEqual({ dropped: 0, faults: 0 });
}

describe('a page', () => {
  test('that is sound stays so', async () => {
    expect(await useAndLeave(await visit('/'))).toEqual([]);
    expectRecorded();
  });

  test('whose fetch is its own is recorded, and its fetch is not called', async () => {
    const page = await visit('/wrapped-fetch');
    await page.click('#go');
    await page.evaluate('history.pushState({}, "", "/x")');
    await until('the click', () => clicks(stage.end).length === 1);
    expect(await page.evaluate('seen')).toEqual([]);
    expect(await page.evaluate('document.querySelectorAll("iframe").length')).toBe(0);
  });

  test('with Prototype.js’s toJSON is recorded as it is, and keeps its toJSON', async () => {
    const page = await visit('/prototype-js');
    expect(await useAndLeave(page)).toEqual([]);
    expectRecorded();
  });

  test('with a toJSON of its own keeps it', async () => {
    const page = await visit('/prototype-js');
    expect(await page.evaluate('JSON.stringify(["a"])')).toBe('"[a]"');
  });

  test('that froze what everybody builds on is recorded as far as possible and notices nothing', async () => {
    expect(await useAndLeave(await visit('/frozen'))).toEqual([]);
    expect(clicks(stage.end)).toHaveLength(1);
  });

  test('whose JSON is another thing is left alone', async () => {
    const page = await (await stage.visitor()).newPage();
    await page.goto(`${stage.end.site}/broken-json`);
    await page.click('#go');
    expect(await page.evaluate('failures')).toEqual([]);
    await page.goto('about:blank');
    expect(stage.end.arrivals).toEqual([]);
  });

  test('whose handlers throw throws what it always did, and is recorded', async () => {
    const failures = await useAndLeave(await visit('/throws'));
    expect(new Set(failures.map((text) => text.replace('Uncaught Error: ', '')))).toEqual(
      new Set(['pointerdown', 'click', 'keydown', 'input']),
    );
    expect(clicks(stage.end)).toHaveLength(1);
    expect(notes(stage.end, 'falter/error@1').length).toBeGreaterThan(0);
  });

  test('gets the browser’s own exceptions from what rrweb wraps', async () => {
    const page = await visit('/');
    const names = await page.evaluate(() => {
      const { sheet } = document.getElementById('sheet') as HTMLStyleElement;
      const tries = [
        () => sheet?.insertRule('garbage'),
        () => sheet?.insertRule('p{}', 99),
        () => sheet?.deleteRule(99),
      ];
      const caught = tries.map((attempt) => {
        try {
          attempt();
          return 'nothing';
        } catch (error) {
          return (error as Error).name;
        }
      });
      return [...caught, sheet?.insertRule('p { color: blue }', 0), sheet?.cssRules.length];
    });
    expect(names).toEqual(['SyntaxError', 'IndexSizeError', 'IndexSizeError', 0, 2]);
  });

  test('calls history with its own arguments, gets its own result and its own errors', async () => {
    const page = await visit('/');
    const told = await page.evaluate(() => {
      const result = history.pushState({ deep: [1] }, 'ignored', '?a=1');
      const state = JSON.stringify(history.state);
      let error = '';
      try {
        history.pushState(() => {}, '');
      } catch (thrown) {
        error = (thrown as Error).name;
      }
      return [result === undefined, state, location.search, error, history.length];
    });
    expect(told).toEqual([true, '{"deep":[1]}', '?a=1', 'DataCloneError', expect.any(Number)]);
  });
});

describe('stop', () => {
  test('undoes everything, sends what was recorded, and nothing after', async () => {
    const page = await visit('/module');
    await page.click('#go');
    expect(await page.evaluate('Object.hasOwn(history, "pushState")')).toBe(true);
    await page.evaluate('stopFalter(); stopFalter()');
    await until('the click', () => clicks(stage.end).length === 1);
    // rrweb defines a setter by its own descriptor again: compared is what it does, the function itself.
    const changed = await page.evaluate(
      'touched().map((now, index) => now === before[index] ? -1 : index).filter((n) => n >= 0)',
    );
    expect(changed).toEqual([]);
    await page.click('#go');
    await page.goto('about:blank');
    expect(clicks(stage.end)).toHaveLength(1);
    expect(await page.evaluate('1')).toBe(1);
  });

  test('leaves a later wrapper of history in place', async () => {
    const page = await visit('/module');
    const calls = await page.evaluate(() => {
      const seen: string[] = [];
      const inner = history.pushState;
      history.pushState = function (...args) {
        seen.push(String(args[2]));
        return inner.apply(this, args);
      };
      (window as unknown as { stopFalter(): void }).stopFalter();
      history.pushState({}, '', '/later');
      return [...seen, location.pathname];
    });
    expect(calls).toEqual(['/later', '/later']);
    expect(notes(stage.end, 'falter/navigation@1')).toEqual([]);
  });

  test('can be followed by a new start in the same page, which begins with a snapshot', async () => {
    const page = await visit('/module');
    await page.evaluate(
      `stopFalter(); import('${stage.end.collector}/index.js').then(({ start }) => start({ key: 'k2', endpoint: '${stage.end.collector}' })); 0`,
    );
    // The hand may have rested before the second was there to see it.
    const again = await until('a batch of the second', async () => {
      await page.mouse.move(60 + Math.random() * 20, 60);
      return stored(stage.end).find(({ batch }) => batch.envelope.key === 'k2');
    });
    expect(again.batch.envelope.seq).toBe(0);
    expect(again.batch.events.map(({ type }) => type).slice(0, 2)).toEqual([4, 2]);
  });
});
