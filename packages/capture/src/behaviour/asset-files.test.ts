import { type AssetsPayload, hashAsset, type NamedAsset } from '@falter/wire';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Pages } from '../../test/far-end.ts';
import { png, svg } from '../../test/pictures.ts';
import { events, everythingSent, notes, open, openStage, type Stage, TAG, until } from '../../test/visit.ts';

const file = (type: string, body: string | Uint8Array, headers: Record<string, string> = {}) => ({
  headers: { 'content-type': type, ...headers },
  body,
});
const picture = (colour: string) => file('image/svg+xml', svg(colour));
const PRIVATE = svg('#5ec2e7');
const FONT = Buffer.from('wOF2 and then nothing that a browser could draw with');

const PAGES: Pages = {
  '/': `<!doctype html><title>Pictures</title>${TAG}<link rel="stylesheet" href="/look.css">
    <img id="plain" src="/plain.png"><img id="named" src="/a/../named.svg?user=7&w=20"><img id="set" srcset="/small.svg 1x, /large.svg 2x">
    <picture><source srcset="/source.svg" media="all"><img id="pictured" src="/never.svg"></picture>
    <svg><image id="drawn" href="/drawn.svg" width="9" height="9"/></svg><video id="film" poster="poster.svg"></video>
    <input id="button" type="image" src="/button.svg"><i id="inline" style="background: url(/inline.svg)">i</i>
    <b class="by-sheet">b</b><b class="by-font">b</b><div id="host"></div>
    <script>host.attachShadow({ mode: 'open' }).innerHTML = '<img id="shadow" src="/shadow.svg">'</script>`,
  '/look.css': file(
    'text/css',
    '.by-sheet { background: url("/sheet.svg?v=3") } .other { background: url("/unused.svg") } ' +
      '@font-face { font-family: Own; src: url(/own.woff2) } .by-font { font-family: Own }',
  ),
  '/plain.png': file('image/png', png([255, 0, 0])),
  '/named.svg': picture('red'),
  '/small.svg': picture('green'),
  '/large.svg': picture('lime'),
  '/source.svg': picture('blue'),
  '/never.svg': picture('navy'),
  '/drawn.svg': picture('gold'),
  '/poster.svg': picture('pink'),
  '/button.svg': picture('plum'),
  '/inline.svg': picture('teal'),
  '/sheet.svg': picture('snow'),
  '/shadow.svg': picture('gray'),
  '/unused.svg': picture('peru'),
  '/own.woff2': file('font/woff2', FONT),
  '/hidden': `<!doctype html><title>Hidden</title>${TAG}<img id="sign" src="/sign.svg">
    <p data-falter-mask><img src="/masked.svg"></p><p data-falter-block><img src="/blocked.svg"></p>
    <style>.veiled::before { content: "x"; background: url("/veiled.svg") }</style><p data-falter-mask><b class="veiled">b</b></p>
    <p contenteditable><img src="/edited.svg"></p><img src="data:image/svg+xml,${encodeURIComponent(svg('red'))}">
    <img id="mine" src="/mine.svg"><img id="cached" src="/cached.svg"><img id="large" src="/large.png"><img id="huge" src="/huge.png">
    <img id="page" src="/login.svg"><img id="foreign"><b style="background: url(/mine.svg)">b</b>
    <script>foreign.src = location.origin.replace('127.0.0.1', 'localhost') + '/foreign.svg'; const blob = new Image(); blob.src = URL.createObjectURL(new Blob(['${svg('tan')}'], { type: 'image/svg+xml' })); document.body.append(blob)</script>`,
  '/sign.svg': picture('khaki'),
  '/foreign.svg': picture('sienna'),
  '/masked.svg': picture('#a11ce0'),
  '/blocked.svg': picture('#b10c3d'),
  '/edited.svg': picture('#ed17ed'),
  '/veiled.svg': picture('#7e11ed'),
  // Behind a cookie; that one may keep what it got, says nobody's name of it.
  '/mine.svg': { ...file('image/svg+xml', PRIVATE, { 'cache-control': 'max-age=600' }), cookie: 'who=me' },
  '/cached.svg': file('image/svg+xml', svg('#9a1f3c'), { 'cache-control': 'private, max-age=600' }),
  '/large.png': file('image/png', png([1, 2, 3], 5 * 1024 * 1024)),
  // Over what the browser's cache takes: it is not there.
  '/huge.png': file('image/png', png([3, 2, 1], 30 * 1024 * 1024)),
  '/login.svg': file('image/svg+xml', `<!--${'x'.repeat(2_000)}-->${svg('#109199')}`),
  '/alike': `<!doctype html><title>Alike</title>${TAG}<img id="one" src="/image?url=one"><img id="two" src="/image?url=two">
    <style>.one { background: url("/image?url=three") } .two { background: url("/image?url=four") }</style>
    <b class="one">b</b><b class="two">b</b>`,
  '/strict': `<!doctype html><title>Strict</title>${TAG}<link rel="stylesheet" href="/look.css"><img src="/plain.png">
    <b class="by-sheet">b</b><b class="by-font">b</b>`,
};

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(PAGES);
});
afterAll(() => stage.close());

let context: BrowserContext;
beforeEach(async () => {
  context = await stage.visitor();
});

/** What was told of files. */
const told = (): NamedAsset[] => notes(stage.end, 'falter/asset@1').flatMap(({ assets }: AssetsPayload) => assets);

/** rrweb's id of an element of the snapshot, and its attributes as they are recorded. */
function recorded(id: string): { id: number; attributes: Record<string, string> } {
  const text = JSON.stringify(events(stage.end).find(({ type }) => type === 2));
  const open: unknown[] = [JSON.parse(text)];
  for (const node of open as { attributes?: { id?: string }; id: number }[]) {
    if (node?.attributes?.id === id) return node as never;
    if (node && typeof node === 'object') open.push(...Object.values(node));
  }
  throw new Error(`no #${id} in the snapshot`);
}

const isTold = (url: string): boolean => told().some((one) => one.url.endsWith(url));

/** Somebody moves on the page until it has told of `last`. */
async function visit(path: string, last: string): Promise<Page> {
  const page = await open(stage, context, path);
  await until(`${last} to be told`, async () => {
    await page.mouse.move(Math.random() * 200, 20);
    return isTold(last);
  });
  return page;
}

const hashOf = (body: string | Uint8Array): Promise<string> =>
  hashAsset(typeof body === 'string' ? new TextEncoder().encode(body) : body);

describe('pictures and fonts', () => {
  test('are told where they are shown, under the address that is recorded there, and sent when they are asked for', async () => {
    const page = await visit('/', 'own.woff2');
    const { site } = stage.end;
    const expected: [string, string, string | Uint8Array][] = [
      ['plain', `${site}/plain.png`, png([255, 0, 0])],
      ['named', `${site}/named.svg?user=&w=20`, svg('red')],
      ['set', `${site}/small.svg`, svg('green')],
      ['pictured', `${site}/source.svg`, svg('blue')],
      ['drawn', `${site}/drawn.svg`, svg('gold')],
      ['film', 'poster.svg', svg('pink')],
      ['button', `${site}/button.svg`, svg('plum')],
      ['inline', `${site}/inline.svg`, svg('teal')],
      ['shadow', `${site}/shadow.svg`, svg('gray')],
      ['', `${site}/sheet.svg?v=3`, svg('snow')],
      ['', `${site}/own.woff2`, FONT],
    ];
    for (const [id, url, body] of expected) {
      const node = id ? recorded(id) : undefined;
      expect(told()).toContainEqual({ id: node?.id ?? 0, url, hash: await hashOf(body) });
      if (node && id !== 'pictured') expect(JSON.stringify(node.attributes)).toContain(url);
    }
    expect(told()).toHaveLength(expected.length);
    await until('all of them', () => stage.end.assets.uploads.length === expected.length);
    expect(stage.end.assets.uploads.every(({ isTrue }) => isTrue)).toBe(true);
    expect(stage.end.assets.uploads.filter(({ envelope }) => envelope.kind === 'font')).toHaveLength(1);
    expect(await page.evaluate('falter.diagnostics().faults')).toBe(0);
  });
});

describe('what nobody else may see', () => {
  test('does not leave: behind a cookie, masked, blocked, edited, private by its header, large, foreign', async () => {
    await context.addCookies([{ name: 'who', value: 'me', url: stage.end.site }]);
    const page = await visit('/hidden', 'foreign.svg');
    await until('the one that may', () => stage.end.assets.uploads.length > 0);
    await until('the answer to a stranger', () =>
      told().some(({ url, missing }) => url.endsWith('mine.svg') && missing),
    );
    expect(stage.end.assets.uploads.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual([svg('khaki')]);
    const why = Object.fromEntries(told().map(({ url, missing }) => [url.split('/').at(-1), missing]));
    expect(why).toEqual({
      'sign.svg': undefined,
      'mine.svg': 'failed',
      'cached.svg': 'failed',
      'large.png': 'too-large',
      'huge.png': 'failed',
      'login.svg': 'type',
      'foreign.svg': 'cross-origin',
    });
    // The cache gave it, cookie or not: that nobody else may have it only its server can say.
    expect(
      told()
        .filter(({ url }) => url.endsWith('mine.svg'))
        .map(({ hash }) => hash),
    ).toContain(await hashOf(PRIVATE));
    const sent = everythingSent(stage.end);
    for (const colour of ['#5ec2e7', '#a11ce0', '#b10c3d', '#ed17ed', '#7e11ed', '#9a1f3c'])
      expect(sent).not.toContain(colour);
    expect(await page.evaluate('falter.diagnostics().assets.failed')).toBeGreaterThan(0);
  });

  test('does not leave with the preset strict: fonts do', async () => {
    stage.end.settings = { privacy: 'strict' };
    await visit('/strict', 'own.woff2');
    expect(told().map(({ url }) => url)).toEqual([`${stage.end.site}/own.woff2`]);
  });
});

test('two pictures under one address, once its values are gone, are told by their elements, and of sheets as ambiguous', async () => {
  let count = 0;
  await context.route('**/image?url=*', (route) =>
    route.fulfill({
      contentType: 'image/svg+xml',
      body: svg(`#00000${count++ % 10}`),
      headers: { 'cache-control': 'max-age=60' },
    }),
  );
  await visit('/alike', 'url=');
  await until('both', () => told().length >= 3);
  const url = `${stage.end.site}/image?url=`;
  expect(told().filter(({ missing }) => missing === 'ambiguous')).toEqual([
    { id: 0, url, hash: '', missing: 'ambiguous' },
  ]);
  expect(new Set(told().map(({ id }) => id))).toEqual(new Set([0, recorded('one').id, recorded('two').id]));
});
