import { assetsReferred, type RecordedEvent } from '@falter/wire';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lastWords, open, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

/** A sheet of some size, unlike every other one. */
const sheet = (name: string, rules = 60): string =>
  Array.from(
    { length: rules },
    (_, n) => `.${name}-${n} > a[title="x"]:hover { margin: ${n}px; background: url("/i/${n}.png") }`,
  ).join('\n');

/** Every shape in which rrweb tells a style sheet. What `act` does is told by changes. */
const SHAPES = `<!doctype html><title>Shapes</title>${TAG}
<link rel="stylesheet" href="/shop.css">
<style>${sheet('plain')}</style>
<style id="split"></style>
<style id="small">.small { color: red }</style>
<style id="edited">${sheet('edited')}</style>
<style id="changed">${sheet('changed')}</style>
<style>@import "/imported.css"; ${sheet('words')} .pay::after { content: "4111 1111 1111 1111 →" }</style>
<p>Hello</p><div id="host"></div>
<script>
  split.append(${JSON.stringify(sheet('first'))}, ${JSON.stringify(sheet('second'))});
  const adopted = new CSSStyleSheet();
  adopted.replaceSync(${JSON.stringify(sheet('adopted'))});
  document.adoptedStyleSheets = [adopted];
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = '<style>${sheet('shadow').replaceAll('\n', ' ')}</style><p>in the shade</p>';
  root.adoptedStyleSheets = [adopted];
  edited.sheet.insertRule('.by-script { color: gold }', 3);
  act = async () => {
    const later = document.createElement('style');
    later.textContent = ${JSON.stringify(sheet('later'))};
    document.head.append(later);
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/later.css' });
    const loaded = new Promise((resolve) => { link.onload = resolve });
    document.head.append(link);
    await loaded;
    changed.firstChild.data = ${JSON.stringify(sheet('other'))};
    edited.sheet.insertRule('.by-script-again { color: gold }', 1);
    const second = new CSSStyleSheet();
    second.replaceSync(${JSON.stringify(sheet('second-adopted'))});
    document.adoptedStyleSheets = [adopted, second];
    second.replaceSync(${JSON.stringify(sheet('replaced'))});
    await second.replace(${JSON.stringify(sheet('replaced-later'))});
    document.body.append('done');
  };
</script>`;

const css = (body: string) => ({ headers: { 'content-type': 'text/css' }, body });

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    '/': SHAPES,
    '/shop.css': css(sheet('shop', 400)),
    '/imported.css': css(sheet('imported')),
    '/later.css': css(sheet('late')),
  });
});
afterAll(() => stage.close());

let context: BrowserContext;
beforeEach(async () => {
  context = await stage.visitor();
});

/** Event lines that arrived, in order, as they came. */
const lines = (): string[] => stored(stage.end).flatMap(({ batch }) => batch.lines);

/** What is asked for was sent. */
const supplied = (): Promise<boolean> =>
  until('the assets', () =>
    lines().every((line) => [...assetsReferred(line)].every((hash) => stage.end.assets.kept.has(hash))),
  );

/** Snapshots and changes that speak of styles, without what differs from visit to visit. */
function styles(all: readonly string[]): unknown[] {
  const events = all.map((line): RecordedEvent => JSON.parse(line));
  const told = events.filter(({ type, data }) => type === 2 || (type === 3 && [0, 8, 13, 15].includes(data.source)));
  return told.map(({ data }) => data);
}

async function visit(assets: 'all' | 'none'): Promise<Page> {
  stage.end.settings = { assets };
  const page = await open(stage, context);
  await page.evaluate('act()');
  await until('the end', () => lines().some((line) => line.includes('"done"')));
  return page;
}

describe('style sheets', () => {
  test('in every shape leave by their hash, are sent once, and come back as they were', async () => {
    await visit('none');
    const inline = lines();
    expect(inline.join('')).not.toContain('falter-css');
    expect(stage.end.assets.uploads).toEqual([]);
    context = await stage.visitor();
    const page = await visit('all');
    await supplied();
    const short = lines();
    expect(styles(short.map(stage.end.assets.expand))).toEqual(styles(inline));
    const { uploads } = stage.end.assets;
    expect(uploads.every(({ isTrue }) => isTrue)).toBe(true);
    expect(new Set(uploads.map(({ envelope }) => envelope.hash)).size).toBe(uploads.length);
    expect(uploads.filter(({ envelope }) => envelope.kind === 'rules').length).toBe(2);
    expect(uploads.length).toBeGreaterThanOrEqual(12);
    expect(short.join('\n').length).toBeLessThan(inline.join('\n').length / 4);
    // Of what was changed by single rules, the change itself stays where it was.
    expect(short.join('\n')).toContain('.by-script-again');
    expect(await page.evaluate('falter.diagnostics().assets')).toEqual({ sent: uploads.length, failed: 0 });
  });

  test('that the store has are named and not sent', async () => {
    stage.end.assets.need = () => [];
    await visit('all');
    const named = stored(stage.end).flatMap(({ batch }) => batch.envelope.assets ?? []);
    expect(new Set(named)).toEqual(new Set(lines().flatMap((line) => [...assetsReferred(line)])));
    await stage.end.assets.uploads.length;
    expect(stage.end.assets.uploads).toEqual([]);
  });

  test('hash as they are masked', async () => {
    const page = await visit('all');
    await supplied();
    const texts = stage.end.assets.uploads.map(({ bytes }) => new TextDecoder().decode(bytes));
    expect(texts.some((text) => text.includes('*******************'))).toBe(true);
    expect(texts.join('')).not.toContain('1111');
    await page.close();
    await lastWords(stage.end);
  });
});
