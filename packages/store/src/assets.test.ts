import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { AssetTexts } from './asset-texts.ts';
import {
  areAssetsStored,
  deleteUnusedAssets,
  findAsset,
  insertAssets,
  isAssetNamed,
  listAssetsOfRecording,
  listNewestAssets,
  readAssetTexts,
  type StoredAsset,
} from './assets.ts';
import { insertBatches, type StoredBatch } from './batches.ts';
import { keepFlagged } from './retention.ts';
import { shred } from './shred.ts';

const store = useStore();
const T0 = Date.UTC(2026, 10, 21, 12);

function asset(content: string | Uint8Array, more: Partial<StoredAsset> = {}): StoredAsset {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const hash = createHash('sha256').update(bytes).digest('base64url');
  return { project: 'shop', hash, kind: 'css', type: 'text/css', bytes, storedAt: T0, ...more };
}

function batchWith(session: string, assets: readonly string[], more: Partial<StoredBatch> = {}): StoredBatch {
  return {
    ...{ project: 'shop', session, tab: 'tab', seq: 0, firstSeenAt: T0, receivedAt: T0, sentAt: T0, page: 'p' },
    ...{ secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: '', dropped: 0 },
    ...{ events: 1, bytes: 2, lines: '{}', assets },
    ...more,
  };
}

const sheet = asset('body { color: "ä\u2028😀"; }\0');
const picture = asset(
  Uint8Array.from({ length: 256 }, (_, n) => n),
  { kind: 'image', type: 'image/png' },
);

beforeAll(() => insertAssets(store.client, [sheet, picture]));

describe('assets', () => {
  it('come back byte for byte, text and bytes of every value', async () => {
    for (const { project, hash, kind, type, bytes } of [sheet, picture]) {
      const found = await findAsset(store.client, { project, hash });
      expect(found && { ...found, bytes: Buffer.from(found.bytes) }).toEqual({ kind, type, bytes: Buffer.from(bytes) });
    }
    expect(await findAsset(store.client, { project: 'blog', hash: sheet.hash })).toBeUndefined();
  });

  it('of 4 MiB fit', async () => {
    const large = asset(randomBytes(4 * 1024 * 1024), { kind: 'image', type: 'image/png' });
    await insertAssets(store.client, [large]);
    const found = await findAsset(store.client, large);
    expect(Buffer.from(found?.bytes ?? []).equals(large.bytes)).toBe(true);
  });

  it('are known by project and hash, in the order of the question', async () => {
    const keys = [
      { project: 'shop', hash: 'x' },
      { project: 'shop', hash: sheet.hash },
      { project: 'blog', hash: sheet.hash },
      { project: 'shop', hash: picture.hash },
    ];
    expect(await areAssetsStored(store.client, keys)).toEqual([false, true, false, true]);
    expect(await listNewestAssets(store.client, 100)).toContainEqual({ project: 'shop', hash: sheet.hash });
    expect(await listNewestAssets(store.client, 1)).toHaveLength(1);
  });

  it('that are style sheets are read as texts; a picture is none', async () => {
    const many = Array.from({ length: 40 }, (_, n) => asset(`p { order: ${n}; }`));
    await insertAssets(store.client, many);
    const hashes = [...many, sheet, picture].map(({ hash }) => hash);
    const texts = await readAssetTexts(store.client, { project: 'shop', hashes });
    expect(texts.size).toBe(41);
    expect(texts.get(sheet.hash)).toBe(Buffer.from(sheet.bytes).toString());
  });

  it('that are stored twice are there once', async () => {
    await insertAssets(store.client, [sheet]);
    const texts = await readAssetTexts(store.client, { project: 'shop', hashes: [sheet.hash] });
    expect(texts.size).toBe(1);
  });
});

describe('the texts in memory', () => {
  it('are read once, and go when there is no room', async () => {
    let questions = 0;
    const counted = {
      ...store.client,
      rows: ((...args) => {
        questions++;
        return store.client.rows(...args);
      }) as typeof store.client.rows,
    };
    const [first, second] = [
      asset(`a { content: "${'1'.repeat(500)}"; }`),
      asset(`a { content: "${'2'.repeat(500)}"; }`),
    ];
    await insertAssets(store.client, [first, second]);
    const texts = new AssetTexts(counted, 600);
    for (let n = 0; n < 3; n++) expect((await texts.read('shop', [first.hash]))(first.hash)).toContain('111');
    expect(questions).toBe(1);
    const both = await texts.read('shop', [first.hash, second.hash]);
    expect([both(first.hash)?.length, both(second.hash)?.length]).toEqual([first.bytes.length, second.bytes.length]);
    await texts.read('shop', [first.hash]);
    expect(questions).toBe(3);
    expect((await texts.read('blog', [first.hash]))(first.hash)).toBeUndefined();
  });
});

describe('a recording', () => {
  it('tells its assets, also where it is kept', async () => {
    await insertBatches(store.client, [
      batchWith('names-assets', [sheet.hash, picture.hash]),
      batchWith('names-assets', [sheet.hash], { seq: 1 }),
      batchWith('names-none', [], { assets: undefined as never }),
    ]);
    const named = (session: string) => listAssetsOfRecording(store.client, { project: 'shop', session });
    expect((await named('names-assets')).toSorted()).toEqual([sheet.hash, picture.hash].toSorted());
    expect(await named('names-none')).toEqual([]);
    const isNamed = (session: string, hash: string) => isAssetNamed(store.client, { project: 'shop', session, hash });
    expect(await isNamed('names-assets', picture.hash)).toBe(true);
    expect(await isNamed('names-none', picture.hash)).toBe(false);
  });

  it('keeps its assets for as long as it is there; what nobody names goes, from the disk too', async () => {
    const [used, keptOnly, unused, young] = ['used', 'kept', 'unused', 'young'].map((name) =>
      asset(`/* ${name} */`),
    ) as [StoredAsset, StoredAsset, StoredAsset, StoredAsset];
    await insertAssets(store.client, [used, keptOnly, { ...unused }, { ...young, storedAt: T0 + 5_000 }]);
    await insertAssets(store.client, [{ ...used, project: 'blog' }]);
    await insertBatches(store.client, [batchWith('uses', [used.hash])]);
    await store.client.insert('kept', [
      {
        project: 'shop',
        session: 'is-kept',
        tab: 't',
        seq: 0,
        first_seen_at: new Date(T0).toISOString(),
        lines: '{}',
        assets: [keptOnly.hash],
      },
    ]);
    const gone = await deleteUnusedAssets(store.client, T0 + 1_000);
    const hashes = gone.map(({ project, hash }) => `${project}:${hash}`);
    expect(hashes).toContain(`shop:${unused.hash}`);
    expect(hashes).toContain(`blog:${used.hash}`);
    const keys = [used, keptOnly, unused, young];
    expect(await areAssetsStored(store.client, keys)).toEqual([true, true, false, true]);
    await shred(store.client);
    const parts =
      "SELECT toFloat64(sum(has_lightweight_delete)) AS n FROM system.parts WHERE active AND database = currentDatabase() AND table = 'assets'";
    expect(await store.client.rows(parts, {})).toEqual([{ n: 0 }]);
  });

  it('that is copied to where it is kept longer takes its names along', async () => {
    const day = Math.floor(T0 / 86_400_000);
    await insertBatches(store.client, [batchWith('is-flagged-1', [sheet.hash])]);
    await store.client.insert('sessions', [
      {
        project: 'shop',
        session: 'is-flagged-1',
        first_seen_at: new Date(T0).toISOString(),
        revision: 1,
        findings: { 'dead-click': 1 },
      },
    ]);
    await keepFlagged(store.client, { project: 'shop', day });
    const rows = await store.client.rows("SELECT assets FROM kept WHERE session = 'is-flagged-1'", {});
    expect(rows).toEqual([{ assets: [sheet.hash] }]);
  });
});
