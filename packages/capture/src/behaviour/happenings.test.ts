import { PLUGIN } from '@falter/wire';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { events, lastWords, notes, open, openStage, type Stage, TAG, until } from '../../test/visit.ts';

const START = `<script type="module">
    import { start } from '$COLLECTOR/index.js';
    window.falterHandle = start({ key: 'key-of-a-test', endpoint: '$COLLECTOR' });
  </script>`;

/** Everything that the notes lay hands on, as descriptors, as it was before any of them came. */
const REMEMBER = `<script>
  window.touched = () => [[window, 'fetch'], [window, 'alert'], [window, 'confirm'], [window, 'prompt'], [console, 'error'],
    [console, 'warn'], [HTMLDialogElement.prototype, 'show'], [HTMLDialogElement.prototype, 'showModal'], [history, 'pushState'],
    [XMLHttpRequest.prototype, 'open'], [XMLHttpRequest.prototype, 'send'], [XMLHttpRequest.prototype, 'setRequestHeader']]
    .map(([owner, name]) => ({ name, own: Object.getOwnPropertyDescriptor(owner, name), value: owner[name] }));
  window.before = window.touched();
  window.changed = () => window.touched().filter(({ own, value }, n) => {
    const was = window.before[n];
    const same = own === was.own || (own && was.own && ['value', 'writable', 'enumerable', 'configurable', 'get', 'set']
      .every((key) => own[key] === was.own[key]));
    return !same || value !== was.value;
  }).map(({ name }) => name);
</script>`;

const PARTS = `<button id="go">Go</button><input id="card" value="4111"><dialog id="why">Why?</dialog><p id="text">words to copy</p>`;

/** Logs what would tell if it was looked into, and gives what told. */
const LOG_TRAPS = `(() => {
  const told = [];
  const run = (what) => () => { told.push(what); return what; };
  class Bad extends Error { get message() { return run('getter')(); } }
  const traps = { get: run('get'), has: run('has'), ownKeys: run('keys'), getPrototypeOf: run('prototype'),
    getOwnPropertyDescriptor: run('own') };
  Error.prepareStackTrace = run('stack');
  console.error(new Bad(), { toString: run('toString'), toJSON: run('toJSON'), get x() { return run('x')(); } });
  console.error(new Proxy({}, traps), { [Symbol.toPrimitive]: run('primitive') }, '%s', { valueOf: run('valueOf') });
  Error.prepareStackTrace = undefined;
  return told;
})()`;

const PAGES = {
  '/plain': '<!doctype html><title>Plain</title>',
  '/': `<!doctype html><title>Happenings</title>${TAG}${PARTS}`,
  '/module': `<!doctype html><title>Module</title>${REMEMBER}${START}${PARTS}`,
  '/frozen': `<!doctype html><title>Frozen</title><script>Object.freeze(console); Object.freeze(HTMLDialogElement.prototype);</script>${TAG}${PARTS}`,
};

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(PAGES);
});
afterAll(() => stage.close());

async function visit(path = '/'): Promise<Page> {
  return open(stage, await stage.visitor(), path);
}

const noted = (plugin: string, count: number): Promise<ReturnType<typeof notes>> =>
  until(`${count} of ${plugin}`, () => notes(stage.end, plugin).length >= count && notes(stage.end, plugin));

// biome-ignore lint/suspicious/noExplicitAny: a walk through rrweb's tree
function idOf(name: string, node: any = events(stage.end).find(({ type }) => type === 2)?.data.node): number {
  if (node.attributes?.id === name) return node.id;
  return (node.childNodes ?? []).map((child: unknown) => idOf(name, child)).find(Boolean);
}

describe('the console', () => {
  test('is told by its words: format filled in, objects by their kind, addresses without what they carry', async () => {
    const page = await visit();
    await page.evaluate(() => {
      console.warn('%cnot %s but %d', 'color: red', 'this', 7);
      console.error('at https://x.de/p?k=sekret', { secret: 'object' }, ['list'], new RangeError('too far'), null, 3n);
      console.error(() => 'code', Symbol('s'), document.body, Number.NaN);
    });
    expect(await noted(PLUGIN.console, 3)).toEqual([
      { level: 'warn', text: 'not this but 7' },
      { level: 'error', text: 'at https://x.de/p?k= {…} […] RangeError: too far null 3' },
      { level: 'error', text: '[function] [symbol] {…} NaN' },
    ]);
  });

  test('runs nothing of the page that the console does not run itself: no getter, no toString, no trap', async () => {
    const plain = await (await stage.visitor()).newPage();
    await plain.goto(`${stage.end.site}/plain`);
    const without = await plain.evaluate(LOG_TRAPS);
    const page = await visit();
    expect(await page.evaluate(LOG_TRAPS)).toEqual(without);
    await noted(PLUGIN.console, 2);
  });

  test('is the page’s: what it gets and gives stays, our own lines are not told, and it ends somewhere', async () => {
    const page = await visit();
    const lines: string[] = [];
    page.on('console', (message) => lines.push(message.text()));
    const got = await page.evaluate(() => {
      console.warn('[falter] this is ours');
      for (let n = 0; n < 300; n++) console.error(`number ${n}`);
      return [console.error('last'), console.error.name, String(console.error)];
    });
    expect(got).toEqual([undefined, 'error', expect.stringContaining('[native code]')]);
    expect(lines).toHaveLength(302);
    const told = await noted(PLUGIN.console, 50);
    expect(told[0]).toEqual({ level: 'error', text: 'number 0' });
    await page.close();
    await lastWords(stage.end);
    expect(notes(stage.end, PLUGIN.console)).toHaveLength(50);
  });
});

describe('what did not load, and what the policy refused', () => {
  test('images, scripts and sheets are told by their element and scrubbed address', async () => {
    const page = await visit();
    await page.evaluate(() => {
      const image = Object.assign(new Image(), { id: 'picture', src: '/no.png?k=sekret' });
      const script = Object.assign(document.createElement('script'), { src: '/no.js' });
      const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/no.css' });
      document.body.append(image, script, sheet, Object.assign(new Image(), { src: 'data:image/png,broken' }));
      image.dispatchEvent(new Event('error'));
    });
    const told = await noted(PLUGIN.resource, 3);
    const site = stage.end.site;
    expect(told.map(({ tag, url }) => `${tag} ${url}`).sort()).toEqual(
      [`img ${site}/no.png?k=`, `link ${site}/no.css`, `script ${site}/no.js`].sort(),
    );
    expect(told.find(({ tag }) => tag === 'img').id).toBeGreaterThan(0);
  });

  test('violations of the policy are told with their directive, once each', async () => {
    const page = await visit();
    await page.evaluate(() => {
      const violate = (more: object): void => {
        const given = {
          effectiveDirective: 'img-src',
          disposition: 'enforce',
          ...more,
        } as SecurityPolicyViolationEventInit;
        document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', given));
      };
      for (let n = 0; n < 3; n++)
        violate({ blockedURI: 'https://x.de/a.png?k=sekret', sourceFile: 'https://y.de/s.js?q', lineNumber: 3 });
      violate({ blockedURI: 'inline', effectiveDirective: 'script-src-elem', disposition: 'report' });
      violate({ blockedURI: 'https://z.de/', sourceFile: 'chrome-extension://abc/x.js' });
    });
    expect(await noted(PLUGIN.csp, 2)).toEqual([
      { directive: 'img-src', blocked: 'https://x.de/a.png?k=', source: 'https://y.de/s.js', line: 3, enforced: true },
      { directive: 'script-src-elem', blocked: 'inline', source: '', line: 0, enforced: false },
    ]);
  });
});

describe('dialogs and the clipboard', () => {
  test('a dialog is told by its kind and what came of it, never by its words', async () => {
    const page = await visit();
    const answers = ['accept', 'accept', 'dismiss', 'accept'];
    page.on('dialog', (dialog) => void (answers.shift() === 'accept' ? dialog.accept('sekret') : dialog.dismiss()));
    const got = await page.evaluate(() => {
      const given = [alert('sekret'), confirm('sekret'), confirm('sekret'), prompt('sekret', '')];
      const why = document.querySelector<HTMLDialogElement>('#why');
      why?.showModal();
      why?.close('sekret');
      return given;
    });
    expect(got).toEqual([undefined, true, false, 'sekret']);
    const told = await noted(PLUGIN.dialog, 6);
    expect(told.map(({ kind, outcome }) => `${kind} ${outcome}`.trim())).toEqual([
      'alert',
      'confirm ok',
      'confirm cancel',
      'prompt ok',
      'dialog opened',
      'dialog closed',
    ]);
    expect(told.at(-1).id).toBe(idOf('why'));
    expect(JSON.stringify(told)).not.toContain('sekret');
  });

  test('copy, cut and paste are told with their element, never with what', async () => {
    const page = await visit();
    await page.fill('#card', 'sekret');
    await page.focus('#card');
    for (const keys of ['Control+A', 'Control+C', 'Control+X', 'Control+V']) await page.keyboard.press(keys);
    const told = await noted(PLUGIN.clipboard, 3);
    expect(told).toEqual(['copy', 'cut', 'paste'].map((kind) => ({ kind, id: idOf('card') })));
  });
});

describe('how the page felt', () => {
  test('is told when the page is left: paint, shifts, answer of the server and of the page', async () => {
    const page = await visit();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.click('#go');
    await page.evaluate(() => new Promise((done) => setTimeout(done, 150)));
    await page.goto('about:blank');
    await lastWords(stage.end);
    const told = new Map(notes(stage.end, PLUGIN.vital).map(({ name, value }) => [name, value]));
    for (const name of ['TTFB', 'FCP', 'CLS']) expect([name, told.get(name)]).toEqual([name, expect.any(Number)]);
    expect(told.get('TTFB')).toBeLessThanOrEqual(told.get('FCP'));
    if (told.has('LCP')) expect(told.get('LCP')).toBeGreaterThanOrEqual(told.get('FCP'));
    expect(told.get('CLS')).toBeLessThan(1);
  });
});

describe('on the page of somebody else', () => {
  test('stop gives back everything that was laid hands on', async () => {
    const page = await visit('/module');
    expect(await page.evaluate('changed().length')).toBeGreaterThan(8);
    await page.evaluate('falterHandle.stop()');
    expect(await page.evaluate('changed()')).toEqual([]);
  });

  test('what is frozen stays as it is, and the rest is told', async () => {
    const page = await visit('/frozen');
    await page.evaluate(() => {
      console.error('nobody hears this');
      document.querySelector<HTMLDialogElement>('#why')?.showModal();
      document.body.append(Object.assign(new Image(), { src: '/no.png' }));
    });
    expect(await noted(PLUGIN.resource, 1)).toHaveLength(1);
    expect(notes(stage.end, PLUGIN.console)).toEqual([]);
  });
});
