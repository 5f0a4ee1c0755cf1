import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { areAssetsStored, findAsset, newProject, readAssetTexts, readRecording, saveProject } from '@falter/store';
import {
  ASSET_MAX_BYTES,
  type AssetKind,
  type BatchAnswer,
  DEFAULT_SITE_SETTINGS,
  type Envelope,
  frame,
  type SiteSettings,
} from '@falter/wire';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { type Collector, createCollector } from '../app.ts';
import { KEY, makeBody, makeEnvelope, makeEvents, makeRequest, ORIGIN } from '../batch-fixture.ts';
import { type FaultyStore, faultyStore } from '../faulty-store-fixture.ts';
import { harmless } from '../hostile-fixture.ts';

const snippet = join(tmpdir(), `falter-snippet-${process.pid}.js`);
writeFileSync(snippet, 'window.__falter = 1;'.repeat(20));

const store = useStore();
let faulty: FaultyStore;
let collector: Collector;
const start = (more: Partial<Parameters<typeof createCollector>[0]> = {}) =>
  createCollector({ store: faulty, snippet, log: () => {}, alone: true, adminToken: 'admin-token-0123456', ...more });

/** Bytes that nobody has seen before, and their hash. */
function fresh(text = `.a { content: "${randomBytes(8).toString('hex')}"; }`): Asset {
  return of(Buffer.from(text));
}

function of(bytes: Buffer): Asset {
  return { bytes, hash: createHash('sha256').update(bytes).digest('base64url') };
}

const png = () => of(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(64)]));

interface Asset {
  hash: string;
  bytes: Buffer;
}

/** What is another than it should be, or than usual. */
interface Sender {
  secret?: string;
  origin?: string;
  path?: string;
  authorization?: string;
}

/** A page of the site, with a session of its own. */
class Page {
  readonly envelope: Envelope;
  #seq = 0;

  constructor(values: Partial<Envelope> = {}) {
    this.envelope = makeEnvelope({ session: `page-${randomBytes(9).toString('base64url')}`, ...values });
  }

  /** Sends a batch that names these assets, and returns what it is asked for. */
  async names(assets: readonly string[], to = collector): Promise<readonly string[]> {
    const body = await makeBody({ ...this.envelope, seq: this.#seq++, assets }, makeEvents(1));
    const answer = await to.app.request(makeRequest(body));
    expect(answer.status).toBe(200);
    return ((await answer.json()) as BatchAnswer).need ?? [];
  }

  async delivers(
    asset: Asset,
    kind: AssetKind = 'css',
    { to = collector, ...more }: { to?: Collector } & Sender = {},
  ): Promise<[number, string]> {
    const answer = await to.app.request(this.upload(asset, kind, more));
    expect(answer.headers.get('access-control-allow-origin') ?? '*').toBe('*');
    const { stored, error } = (await answer.json()) as { stored?: string; error?: string };
    return [answer.status, stored ?? error ?? ''];
  }

  upload({ hash, bytes }: Asset, kind: AssetKind, { path = '/v1/asset', ...more }: Sender = {}): Request {
    const { v, key, session, secret } = { ...this.envelope, ...more };
    return new Request(`http://127.0.0.1${path}`, {
      method: 'POST',
      body: frame({ v, key, session, secret, hash, kind }, bytes) as Uint8Array<ArrayBuffer>,
      headers: {
        'content-type': 'text/plain',
        origin: more.origin ?? ORIGIN,
        ...(more.authorization && { authorization: more.authorization }),
      },
    });
  }
}

const stored = async (hash: string) => (await areAssetsStored(store.client, [{ project: 'default', hash }]))[0];
const counted = async (outcome: string, of = collector) => {
  const text = await (await of.app.request('/metrics')).text();
  return Number(new RegExp(`falter_assets_total{outcome="${outcome}"} (\\d+)`).exec(text)?.[1] ?? 0);
};

async function settings(values: Partial<SiteSettings> & { project?: string; key?: string } = {}): Promise<void> {
  const { project = 'default', key = KEY, ...recording } = values;
  const settled = { ...DEFAULT_SITE_SETTINGS, ...recording };
  await saveProject(store.client, { ...newProject({ project, keys: [key], origins: [ORIGIN] }), recording: settled });
}

beforeAll(async () => {
  await settings();
  await settings({ project: 'styles', key: 'styles-key', assets: 'styles' });
  await settings({ project: 'none', key: 'none-key', assets: 'none' });
  faulty = faultyStore(store.client);
});

beforeEach(() => {
  collector = start();
});

describe('an asset', () => {
  it('is asked for once, taken, and never asked for again: not of another page, not after a restart', async () => {
    const sheet = fresh();
    const [first, second] = [new Page(), new Page()];
    expect(await first.names([sheet.hash])).toEqual([sheet.hash]);
    expect(await first.delivers({ ...sheet, bytes: gzipSync(sheet.bytes) })).toEqual([200, 'new']);
    expect(await first.delivers(sheet)).toEqual([200, 'duplicate']);
    expect(await second.names([sheet.hash])).toEqual([]);
    const found = await findAsset(store.client, { project: 'default', hash: sheet.hash });
    expect([found?.kind, found?.type, Buffer.from(found?.bytes ?? []).toString()]).toEqual([
      'css',
      'text/css',
      sheet.bytes.toString(),
    ]);
    const [batch] = await store.client.rows<{ assets: string[] }>(
      'SELECT assets FROM batches WHERE session = {session:String}',
      { session: first.envelope.session },
    );
    expect(batch?.assets).toEqual([sheet.hash]);
    const again = start();
    await until(async () => (await new Page().names([sheet.hash], again)).length === 0);
    expect([await counted('new'), await counted('duplicate')]).toEqual([1, 1]);
    expect(await (await collector.app.request('/metrics')).text()).toContain(
      `falter_asset_bytes_total ${sheet.bytes.length}`,
    );
  });

  it('is sent by one of ten visitors who come at once', async () => {
    const sheet = fresh();
    const pages = Array.from({ length: 10 }, () => new Page());
    const asked = await Promise.all(pages.map((page) => page.names([sheet.hash])));
    expect(asked.filter((need) => need.length > 0)).toHaveLength(1);
    const page = pages[asked.findIndex((need) => need.length > 0)] as Page;
    expect(await page.delivers(sheet)).toEqual([200, 'new']);
  });

  it('that a visitor did not deliver who left early is asked of the next one who comes after a while', async () => {
    const { AssetAsks, DELIVERY_MS } = await import('./asset-asks.ts');
    const asks = new AssetAsks();
    const ask = (session: string, now: number) =>
      asks.ask({ project: 'p', session, hash: 'h' }, { always: false, now });
    expect([ask('a', 0), ask('b', 1), ask('c', DELIVERY_MS - 1)]).toEqual([true, false, false]);
    // Nobody who stays away can keep an asset out: more and more are asked.
    const rounds = [1, 2, 3, 4].map(
      (round) => Array.from({ length: 20 }, (_, n) => ask(`${round}-${n}`, round * DELIVERY_MS)).filter(Boolean).length,
    );
    expect(rounds).toEqual([2, 4, 8, 8]);
    asks.end({ project: 'p', hash: 'h' });
    expect(ask('z', 5 * DELIVERY_MS)).toBe(true);
  });

  it('of a new release of the site is asked for in mid-session', async () => {
    const [before, after] = [fresh(), fresh()];
    const page = new Page();
    expect(await page.names([before.hash])).toEqual([before.hash]);
    await page.delivers(before);
    expect(await page.names([before.hash, after.hash])).toEqual([after.hash]);
    expect(await page.delivers(after)).toEqual([200, 'new']);
  });

  it('is of one project alone', async () => {
    const sheet = fresh();
    const mine = new Page();
    await mine.names([sheet.hash]);
    await mine.delivers(sheet);
    const theirs = new Page({ key: 'styles-key' });
    expect(await theirs.names([sheet.hash])).toEqual([sheet.hash]);
    expect(await theirs.delivers(sheet)).toEqual([200, 'new']);
  });

  it('is taken as the project wants it: all, styles or nothing', async () => {
    const [sheet, picture] = [fresh(), png()];
    const styles = new Page({ key: 'styles-key' });
    await styles.names([sheet.hash, picture.hash]);
    expect(await styles.delivers(picture, 'image')).toEqual([404, 'unwanted']);
    expect(await styles.delivers(sheet)).toEqual([200, 'new']);
    const none = new Page({ key: 'none-key' });
    expect(await none.names([sheet.hash])).toEqual([]);
    expect(await none.delivers(sheet)).toEqual([404, 'unwanted']);
  });

  it('of the rules of an adopted style sheet is stored letter by letter', async () => {
    const rules = of(
      Buffer.from(`[{"rule":".a { color: red; }","index":0}, {"rule":"${randomBytes(8).toString('hex')}"}]`),
    );
    const page = new Page();
    await page.names([rules.hash]);
    expect(await page.delivers(rules, 'rules')).toEqual([200, 'new']);
    const texts = await readAssetTexts(store.client, { project: 'default', hashes: [rules.hash] });
    expect(texts.get(rules.hash)).toBe(rules.bytes.toString());
  });

  it('goes through the second net: e-mail addresses and named keys, and nothing that a page is drawn with', async () => {
    const drawn = `@media (min-width: 1px) { .css-1a2B3c4D5e6F7g8H9i0J { background: url(logo@2x.png?v=4111111111111111); } }
      @font-face { src: url(data:font/woff2;base64,AKIAAKIAAKIAAKIAAKIA+/ghp_${randomBytes(64).toString('base64')}); }`;
    const sheet = of(
      Buffer.from(`${drawn} .b::after { content: "jane@shop.example"; --k: "sk_live_0123456789abcdef"; }`),
    );
    const rules = of(
      Buffer.from(JSON.stringify([{ rule: '.b::after { content: "jane\\40shop.example jane@shop.example" }' }])),
    );
    const page = new Page();
    await page.names([sheet.hash, rules.hash]);
    expect(await page.delivers(sheet)).toEqual([200, 'new']);
    expect(await page.delivers(rules, 'rules')).toEqual([200, 'new']);
    const texts = await readAssetTexts(store.client, { project: 'default', hashes: [sheet.hash, rules.hash] });
    expect(texts.get(sheet.hash)).toBe(
      `${drawn} .b::after { content: "${'*'.repeat(17)}"; --k: "${'*'.repeat(24)}"; }`,
    );
    expect(texts.get(rules.hash)).not.toContain('jane@');
  });

  it('is named in an event line that the second net leaves alone', async () => {
    const page = new Page();
    const hash = 'aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5zA7bC9d';
    const events = [
      { type: 3, timestamp: 1, data: { source: 15, id: 1, styles: [{ styleId: 1, rules: `falter-rules:${hash}` }] } },
      { type: 3, timestamp: 2, data: { textContent: `falter-css:${hash}`, other: `key ${hash}`, hash } },
      {
        type: 6,
        timestamp: 3,
        data: {
          plugin: 'falter/asset@1',
          payload: { assets: [{ id: 3, url: 'https://cdn.example/a.png?w=3&t=x', hash }] },
        },
      },
    ];
    await collector.app.request(makeRequest(await makeBody({ ...page.envelope, assets: [hash] }, events)));
    const key = { project: 'default', session: page.envelope.session };
    const [batch] = await readRecording(store.client, key);
    const lines = batch?.lines.split('\n').map((line) => JSON.parse(line).data) ?? [];
    expect(lines[0]).toEqual(events[0]?.data);
    expect(lines[1]).toEqual({
      textContent: `falter-css:${hash}`,
      other: `key ${'*'.repeat(43)}`,
      hash: '*'.repeat(43),
    });
    // The address as a `src` would be stored, so that the two are the same text.
    expect(lines[2].payload.assets).toEqual([{ id: 3, url: 'https://cdn.example/a.png?w=3&t=', hash }]);
  });

  it('of an import is asked for whatever the project wants of pages, and taken by the admin token', async () => {
    const sheet = fresh();
    const page = new Page({ key: '' });
    const authorization = 'Bearer admin-token-0123456';
    const body = await makeBody({ ...page.envelope, assets: [sheet.hash] }, makeEvents(1));
    const request = { method: 'POST', body: body as Uint8Array<ArrayBuffer>, headers: { authorization } };
    const answer = await collector.app.request('/v1/import?project=none', request);
    expect(await answer.json()).toEqual({ stored: 'new', need: [sheet.hash] });
    const path = '/v1/import/asset?project=none';
    expect(await page.delivers(sheet, 'css', { path })).toEqual([401, 'unauthorized']);
    expect(await page.delivers(sheet, 'css', { path, authorization })).toEqual([200, 'new']);
    expect(await page.delivers(fresh(), 'css', { path, authorization })).toEqual([200, 'new']);
    expect(await page.delivers({ ...fresh(), bytes: fresh().bytes }, 'css', { path, authorization })).toEqual([
      422,
      'wrong_hash',
    ]);
  });
});

describe('H51 whoever lies', () => {
  it('about the content of a hash is refused for good, and the next visitor is asked at once', async () => {
    const sheet = fresh();
    const [liar, other] = [new Page(), new Page()];
    expect(await liar.names([sheet.hash])).toEqual([sheet.hash]);
    expect(await liar.delivers({ hash: sheet.hash, bytes: fresh().bytes })).toEqual([422, 'wrong_hash']);
    expect(await liar.delivers(sheet)).toEqual([404, 'unwanted']);
    expect(await liar.names([sheet.hash])).toEqual([]);
    expect(await stored(sheet.hash)).toBe(false);
    expect(await other.names([sheet.hash])).toEqual([sheet.hash]);
    expect(await other.delivers(sheet)).toEqual([200, 'new']);
    expect([await counted('wrong_hash'), await counted('unwanted')]).toEqual([1, 1]);
  });

  it('by naming a thousand hashes that never come keeps nothing else out', async () => {
    const liar = new Page();
    for (let n = 0; n < 12; n++) {
      await liar.names(Array.from({ length: 100 }, () => randomBytes(32).toString('base64url')));
    }
    expect(await liar.names([randomBytes(32).toString('base64url')])).toEqual([]);
    const sheet = fresh();
    const page = new Page();
    expect(await page.names([sheet.hash])).toEqual([sheet.hash]);
    expect(await page.delivers(sheet)).toEqual([200, 'new']);
  });

  it('sends 100 MB, a gzip bomb, or what is no asset: refused by name, nothing is held up', async () => {
    const mail = `.a { content: "${'jane@shop.example '.repeat(20)}" }\n`;
    const mails = of(Buffer.from(mail.repeat(10_000).slice(0, 3_900_000)));
    const zeros = gzipSync(Buffer.alloc(100 * 1024 * 1024));
    const cases: [Asset, AssetKind, [number, string]][] = [
      [of(Buffer.alloc(100 * 1024 * 1024)), 'image', [413, 'too_large']],
      [of(Buffer.alloc(ASSET_MAX_BYTES + 1)), 'image', [413, 'too_large']],
      [{ ...fresh(), bytes: zeros }, 'css', [413, 'inflates_too_far']],
      [{ ...fresh(), bytes: gzipSync(fresh().bytes).subarray(0, 30) }, 'css', [400, 'truncated']],
      [{ ...fresh(), bytes: Buffer.alloc(0) }, 'css', [400, 'empty']],
      [of(Buffer.from('<!doctype html><script>alert(1)</script>')), 'image', [415, 'wrong_type']],
      [of(Buffer.from('MZ this is a program')), 'font', [415, 'wrong_type']],
      [png(), 'font', [415, 'wrong_type']],
      [{ ...mails, bytes: gzipSync(mails.bytes) }, 'css', [415, 'wrong_type']],
      [of(Buffer.from([0xff, 0xfe, 0x41])), 'css', [415, 'wrong_type']],
      [of(Buffer.from('{"rule":"no list"}')), 'rules', [415, 'wrong_type']],
      [of(Buffer.from('data:text/html,<script>alert(1)</script>')), 'drawn', [415, 'wrong_type']],
      [of(Buffer.from('[{"rule":1}]')), 'rules', [415, 'wrong_type']],
      [of(Buffer.from(`[${'['.repeat(100_000)}`)), 'rules', [415, 'wrong_type']],
    ];
    for (const [asset, kind, expected] of cases) {
      const page = new Page();
      expect(await page.names([asset.hash])).toEqual([asset.hash]);
      const upload = page.upload(asset, kind);
      const answer = await harmless(async () => collector.app.request(upload));
      const { error } = (await answer.json()) as { error: string };
      expect([answer.status, error], kind).toEqual(expected);
    }
  });

  it('is told from who may: key, origin, secret, erased', async () => {
    const sheet = fresh();
    const page = new Page();
    await page.names([sheet.hash]);
    expect(await page.delivers(sheet, 'css', { origin: 'https://evil.example' })).toEqual([403, 'foreign_origin']);
    expect(await page.delivers(sheet, 'css', { secret: 'guessed-0123456789' })).toEqual([403, 'wrong_secret']);
    expect(await new Page({ session: page.envelope.session, key: 'nobody' }).delivers(sheet)).toEqual([
      401,
      'unknown_key',
    ]);
    expect(await new Page().delivers(sheet)).toEqual([404, 'unwanted']);
    const { key, session, secret } = page.envelope;
    const wish = { method: 'POST', headers: { origin: ORIGIN }, body: JSON.stringify({ v: 1, key, session, secret }) };
    expect((await collector.app.request('/v1/erase', wish)).status).toBe(202);
    expect(await page.delivers(sheet)).toEqual([410, 'erased']);
    expect(await stored(sheet.hash)).toBe(false);
  });

  it('finds no more room than a project has on a day', async () => {
    collector = start({ assets: { count: 2, bytes: 1_000 } });
    const [one, two, three] = [fresh(), fresh(), fresh()];
    const page = new Page();
    expect(await page.names([one.hash, two.hash, three.hash])).toHaveLength(3);
    expect(await page.delivers(one)).toEqual([200, 'new']);
    expect(await page.delivers(two)).toEqual([200, 'new']);
    expect(await page.delivers(three)).toEqual([404, 'unwanted']);
    expect(await page.names([fresh().hash])).toEqual([]);
    // Of another project, and what an admin imports, is another matter.
    const other = fresh();
    expect(await new Page({ key: 'styles-key' }).names([other.hash])).toEqual([other.hash]);
  });
});

describe('when something fails', () => {
  it('a store that does not take it is told: the page sends it again', async () => {
    const sheet = fresh();
    const page = new Page();
    await page.names([sheet.hash]);
    faulty.failing.set('assets', 1);
    expect(await page.delivers(sheet)).toEqual([503, 'store_unavailable']);
    expect(await page.delivers(sheet)).toEqual([200, 'new']);
  });

  it('an asset whose answer was lost is a duplicate, also for the collector that starts after a kill', async () => {
    const sheet = fresh();
    const page = new Page();
    await page.names([sheet.hash]);
    faulty.mood = 'loses-answers';
    expect(await page.delivers(sheet)).toEqual([503, 'store_unavailable']);
    faulty.mood = 'well';
    expect(await stored(sheet.hash)).toBe(true);
    const next = start();
    await until(async () => (await new Page().names([sheet.hash], next)).length === 0);
    expect(await page.delivers(sheet, 'css', { to: next })).toEqual([200, 'duplicate']);
  });

  it('what one collector asked for another takes, and one that was started anew', async () => {
    const sheet = fresh();
    const page = new Page();
    expect(await page.names([sheet.hash])).toEqual([sheet.hash]);
    const other = start({ alone: false });
    expect(await page.delivers(fresh(), 'css', { to: other })).toEqual([404, 'unwanted']);
    expect(await new Page().delivers(sheet, 'css', { to: other })).toEqual([404, 'unwanted']);
    expect(await page.delivers(sheet, 'css', { to: other })).toEqual([200, 'new']);
  });

  it('a batch never waits for the question whether its assets are stored', async () => {
    const sheet = fresh();
    const page = new Page();
    await page.names([]);
    const asking = Promise.withResolvers<void>();
    const slow = start({
      store: {
        ...store.client,
        rows: async (sql, params) => {
          if (sql.includes('FROM assets')) await asking.promise;
          return store.client.rows(sql, params);
        },
      },
    });
    expect(await page.names([sheet.hash], slow)).toEqual([sheet.hash]);
    asking.resolve();
  });

  it('two collectors on one store take what the other has', async () => {
    const sheet = fresh();
    const [one, two] = [start({ alone: false }), start({ alone: false })];
    const page = new Page();
    expect(await page.names([sheet.hash], one)).toEqual([sheet.hash]);
    expect(await page.delivers(sheet, 'css', { to: one })).toEqual([200, 'new']);
    // Another collector looks it up beside its work, and knows it soon.
    await until(async () => (await new Page().names([sheet.hash], two)).length === 0);
    const both = fresh();
    const pages = [new Page(), new Page()] as const;
    expect(await pages[0].names([both.hash], one)).toEqual([both.hash]);
    expect(await pages[1].names([both.hash], two)).toEqual([both.hash]);
    const answers = await Promise.all([
      pages[0].delivers(both, 'css', { to: one }),
      pages[1].delivers(both, 'css', { to: two }),
    ]);
    expect(answers.map(([status]) => status)).toEqual([200, 200]);
    const texts = await readAssetTexts(store.client, { project: 'default', hashes: [both.hash] });
    expect(texts.get(both.hash)).toBe(both.bytes.toString());
  });
});

/** Looks again until it is so; the test's own time is its limit. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}
