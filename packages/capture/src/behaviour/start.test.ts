import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clicks, lastWords, open, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

const tag = (attributes: string): string => `<script async src="$COLLECTOR/falter.js" ${attributes}></script>`;
const page = (head: string): string => `<!doctype html><title>Start</title>${head}<button id="go">Go</button>`;

/** A page whose policy allows scripts by their nonce alone. */
const policed = (file: string): { headers: Record<string, string>; body: string } => ({
  headers: { 'content-security-policy': "default-src 'none'; script-src 'nonce-once'; connect-src $COLLECTOR" },
  body: page(tag('nonce="once" data-key="k"').replace('falter.js', file)),
});

const PAGES = {
  '/': page(TAG),
  '/keyless': page(tag('')),
  '/empty-key': page(tag('data-key=""')),
  '/sample-of-many': page(tag('data-key="k" data-sample="25"')),
  '/sample-of-a-word': page(tag('data-key="k" data-sample="abc"')),
  '/sample-of-none': page(tag('data-key="k" data-sample=""')),
  '/consent-denied': page(tag('data-key="k" data-consent="denied"')),
  '/granted': page(tag('data-key="k" data-consent="granted" data-privacy="default"')),
  '/nonce': policed('falter.js'),
  '/nonce-full': policed('falter.full.js'),
  '/host': {
    headers: { 'content-security-policy': "default-src 'none'; script-src $COLLECTOR; connect-src $COLLECTOR" },
    body: page(TAG),
  },
  '/twice': page(`${TAG}${tag('data-key="other"')}`),
  '/elsewhere': page('<script async src="/local/falter.js" data-key="k" data-endpoint="$COLLECTOR/"></script>'),
  '/parts': page(`${TAG}<script>
    customElements.define('late-part', class extends HTMLElement {
      connectedCallback() {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('p { color: red }');
        this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
        this.shadowRoot.innerHTML = '<p>part</p>';
      }
    });
  </script><script src="/held.js"></script>`),
  '/bad-endpoint': page(tag('data-key="k" data-endpoint="not a url"')),
  '/sandbox':
    '<!doctype html><title>Outer</title><iframe sandbox="allow-scripts" src="/" width="300" height="200"></iframe>',
};

let stage: Stage;
let context: BrowserContext;
beforeAll(async () => {
  stage = await openStage(PAGES);
});
afterAll(() => stage.close());

/** Visits and gives what the console said; `done` is true once there is nothing to wait for any more. */
async function visitAndListen(
  path: string,
  done: (lines: string[]) => boolean,
): Promise<{ page: Page; lines: string[] }> {
  context = await stage.visitor();
  const visited = await context.newPage();
  const lines: string[] = [];
  visited.on('console', (message) => message.type() === 'warning' && lines.push(message.text()));
  visited.on('pageerror', (error) => lines.push(String(error)));
  await visited.goto(stage.end.site + path);
  await until(`what ${path} says`, () => done(lines));
  return { page: visited, lines };
}

describe('the tag', () => {
  for (const [path, why] of [
    ['/keyless', 'no project has this write key'],
    ['/empty-key', 'no project has this write key'],
    ['/sample-of-many', 'sampled-out'],
    ['/sample-of-a-word', 'sampled-out,sample: abc'],
    ['/sample-of-none', 'sampled-out'],
    ['/consent-denied', 'consent-pending'],
  ] as const) {
    test(`${path} records nothing and says why: ${why}`, async () => {
      const { page: visited, lines } = await visitAndListen(path, () => true);
      const told = (): Promise<string> => visited.evaluate('Object.values(window.falter?.diagnostics() ?? {}).join()');
      await until(`${path} to say why`, async () => (await told()).includes(why));
      expect(lines).toEqual(
        why.startsWith('no ') ? [expect.stringMatching(/^\[falter\] Nothing is recorded: .+\.$/)] : [],
      );
      await visited.click('#go');
      expect(
        await visited.evaluate('[Object.hasOwn(history, "pushState"), localStorage.length, sessionStorage.length]'),
      ).toEqual([false, why.startsWith('sampled-out') ? 1 : 0, 0]);
      await visited.goto('about:blank');
      expect(stage.end.arrivals).toEqual([]);
    });
  }

  test('that grants what this build can do records', async () => {
    await open(stage, await stage.visitor(), '/granted');
    expect(stored(stage.end)[0]?.batch.envelope).toMatchObject({ key: 'k', release: '' });
  });

  test.each(['/nonce', '/nonce-full', '/host'])(
    '%s records where a policy allows no more than it needs',
    async (path) => {
      context = await stage.visitor();
      const violations: string[] = [];
      context.on('console', (message) => message.type() === 'error' && violations.push(message.text()));
      const visited = await open(stage, context, path);
      await visited.click('#go');
      await until('the click', () => clicks(stage.end).length === 1);
      expect(violations.filter((text) => !text.includes('favicon'))).toEqual([]);
    },
  );

  test('included twice records once, and says so', async () => {
    const { page: visited, lines } = await visitAndListen(
      '/twice',
      (said) => said.length > 0 && stage.end.arrivals.length > 0,
    );
    await visited.click('#go');
    await visited.goto('about:blank');
    await lastWords(stage.end);
    expect(lines).toEqual([expect.stringContaining('this page is already')]);
    expect(new Set(stored(stage.end).map(({ batch }) => batch.envelope.key)).size).toBe(1);
    expect(clicks(stage.end)).toHaveLength(1);
  });

  test('with a data-endpoint sends there, wherever the script came from', async () => {
    context = await stage.visitor();
    const script = await (await fetch(`${stage.end.collector}/falter.js`)).text();
    await context.route('**/local/falter.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: script }),
    );
    await open(stage, context, '/elsewhere');
    expect(stored(stage.end)).toHaveLength(1);
    expect(stage.end.strays).toEqual([]);
  });

  test('with an endpoint that is none leaves the page alone', async () => {
    context = await stage.visitor();
    const visited = await context.newPage();
    const failures: string[] = [];
    visited.on('pageerror', (error) => failures.push(String(error)));
    await visited.goto(`${stage.end.site}/bad-endpoint`);
    await visited.click('#go');
    expect(failures).toEqual([]);
    expect(stage.end.arrivals).toEqual([]);
  });
});

describe('where', () => {
  test('storage is denied, the page is recorded all the same', async () => {
    context = await stage.visitor();
    // A sandboxed frame has an origin of its own, `null`: reading localStorage throws there.
    const visited = await context.newPage();
    await visited.goto(`${stage.end.site}/sandbox`);
    await visited.frameLocator('iframe').locator('#go').click();
    await until('the first batch', () => stored(stage.end).length > 0);
    await visited.goto('about:blank');
    await until('the click', () => clicks(stage.end).length === 1);
    expect(stored(stage.end)[0]?.headers.origin).toBe('null');
    const seqs = stored(stage.end).map(({ batch }) => batch.envelope.seq);
    expect(seqs).toEqual(seqs.map((_, n) => n));
  });

  test('storage is full, the page is recorded all the same', async () => {
    context = await stage.visitor();
    await context.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await open(stage, context);
    expect(stored(stage.end)).toHaveLength(1);
  });

  test('a page is prerendered, recording begins when somebody sees it', async () => {
    context = await stage.visitor();
    await context.addInitScript(() => {
      Object.defineProperty(document, 'prerendering', { get: () => !Object.hasOwn(window, 'seen') });
    });
    const visited = await context.newPage();
    await visited.goto(stage.end.site);
    await visited.click('#go');
    expect(await visited.evaluate('localStorage.length')).toBe(0);
    await visited.evaluate("window.seen = true; document.dispatchEvent(new Event('prerenderingchange'))");
    await until('the first batch', () => stored(stage.end).length > 0);
    expect(clicks(stage.end)).toHaveLength(0);
  });

  test('the page makes shadow roots while it loads, before there is a snapshot, nothing is thrown', async () => {
    context = await stage.visitor();
    const visited = await context.newPage();
    const failures: string[] = [];
    visited.on('pageerror', (error) => failures.push(String(error)));
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await visited.route('**/held.js', async (route) => {
      await held;
      await route.fulfill({ contentType: 'text/javascript', body: '' });
    });
    const recorder = visited.waitForResponse((answer) => answer.url().endsWith('falter.recorder.js'));
    const loaded = visited.goto(`${stage.end.site}/parts`);
    await recorder;
    // The recorder wraps attachShadow as it begins, which is before the document is complete.
    await visited.waitForFunction(
      '!/native code/.test(Function.prototype.toString.call(Element.prototype.attachShadow))',
    );
    await visited.evaluate("document.documentElement.append(document.createElement('late-part'))");
    await visited.evaluate('new Promise((resolve) => setTimeout(resolve, 100))');
    release();
    await loaded;
    await until('the first batch', () => stored(stage.end).length > 0);
    expect(failures).toEqual([]);
  });

  test('the browser is too old, nothing happens', async () => {
    context = await stage.visitor();
    await context.addInitScript('delete Object.hasOwn');
    const visited = await context.newPage();
    const failures: string[] = [];
    visited.on('pageerror', (error) => failures.push(String(error)));
    await visited.goto(stage.end.site);
    await visited.click('#go');
    await visited.goto('about:blank');
    expect([failures, stage.end.arrivals]).toEqual([[], []]);
  });

  test('CompressionStream is missing, batches travel plain', async () => {
    context = await stage.visitor();
    await context.addInitScript('delete window.CompressionStream');
    await open(stage, context);
    const [first] = stored(stage.end);
    expect(first?.body[first.body.indexOf(10) + 1]).toBe('{'.charCodeAt(0));
  });

  test('fetch knows no keepalive, the last words travel by beacon', async () => {
    context = await stage.visitor();
    await context.addInitScript('delete Request.prototype.keepalive');
    const visited = await open(stage, context);
    await visited.click('#go');
    await visited.goto('about:blank');
    await until('the click', () => clicks(stage.end).length === 1);
    expect(stored(stage.end).at(-1)?.headers['content-type']).toBe('text/plain');
    expect(stage.end.strays).toEqual([]);
  });
});
