import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areAssetsStored, insertAssets, insertBatches, newProject, saveProject, shred } from '@falter/store';
import { frame } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { createCollector } from '../app.ts';
import { batchOf, KEY, makeBody, makeEnvelope, makeEvents, makeRequest, ORIGIN } from '../batch-fixture.ts';
import { sweep } from './retention.ts';
import { sweepAssets } from './unused-assets.ts';

const store = useStore();
const DAY_MS = 86_400_000;
const snippet = join(tmpdir(), `falter-unused-assets-${process.pid}.js`);
writeFileSync(snippet, '');

let count = 0;
async function put(project: string, storedAt: number): Promise<string> {
  const bytes = Buffer.from(`.sheet-${++count} { }`);
  const hash = createHash('sha256').update(bytes).digest('base64url');
  await insertAssets(store.client, [{ project, hash, kind: 'css', type: 'text/css', bytes, storedAt }]);
  return hash;
}
const stored = (project: string, hashes: readonly string[]) =>
  areAssetsStored(
    store.client,
    hashes.map((hash) => ({ project, hash })),
  );

describe('the sweep of assets', () => {
  it('follows the recordings: what retention left nobody of goes, a day after it came at the earliest', async () => {
    const now = Date.UTC(2026, 10, 21, 12);
    await saveProject(store.client, newProject({ project: 'p', retentionDays: 3, retentionFlaggedDays: 3 }));
    const [old, shared, fresh] = [
      await put('p', now - 9 * DAY_MS),
      await put('p', now - 9 * DAY_MS),
      await put('p', now),
    ];
    await insertBatches(store.client, [{ ...batchOf('session-old', 0, now - 9 * DAY_MS), assets: [old, shared] }]);
    await insertBatches(store.client, [{ ...batchOf('session-new', 0, now - DAY_MS), assets: [shared] }]);
    const gone: string[] = [];
    const sweepAll = () =>
      sweepAssets({ store: store.client, gone: (assets) => gone.push(...assets.map(({ hash }) => hash)) }, now);
    await sweepAll();
    expect([gone, await stored('p', [old, shared, fresh])]).toEqual([[], [true, true, true]]);
    await sweep(store.client, now, () => {});
    await sweepAll();
    expect([gone, await stored('p', [old, shared, fresh])]).toEqual([[old], [false, true, true]]);
  });

  it('does not wait where somebody was erased: what was shown to nobody else is gone with him, and asked for anew', async () => {
    await saveProject(store.client, newProject({ project: 'default', keys: [KEY], origins: [ORIGIN] }));
    const erasing = { settleMs: 0, shredEveryMs: 0 };
    const collector = createCollector({ store: store.client, snippet, log: () => {}, alone: true, erasing });
    const own = Buffer.from('.mine { }');
    const ours = Buffer.from('.ours { }');
    const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64url');
    const visit = async (session: string, sheets: readonly Buffer[]) => {
      const envelope = makeEnvelope({ session, assets: sheets.map(hashOf) });
      const answer = await collector.app.request(makeRequest(await makeBody(envelope, makeEvents(1))));
      const { need = [] } = (await answer.json()) as { need?: string[] };
      for (const bytes of sheets.filter((sheet) => need.includes(hashOf(sheet)))) {
        const { v, key, secret } = envelope;
        const body = frame({ v, key, session, secret, hash: hashOf(bytes), kind: 'css' }, bytes);
        const init = { method: 'POST', headers: { origin: ORIGIN }, body: body as Uint8Array<ArrayBuffer> };
        expect((await collector.app.request('/v1/asset', init)).status).toBe(200);
      }
      return need;
    };
    await visit('somebody-erased-0', [own, ours]);
    await visit('somebody-else-0000', [ours]);
    const { key, secret } = makeEnvelope();
    const wish = JSON.stringify({ v: 1, key, session: 'somebody-erased-0', secret });
    await collector.app.request('/v1/erase', { method: 'POST', headers: { origin: ORIGIN }, body: wish });
    const running = await collector.startErasing();
    try {
      while ((await stored('default', [hashOf(own)]))[0]) await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      running.stop();
    }
    await shred(store.client);
    expect(await stored('default', [hashOf(own), hashOf(ours)])).toEqual([false, true]);
    expect(await visit('somebody-new-00000', [own, ours])).toEqual([hashOf(own)]);
    expect(await (await collector.app.request('/metrics')).text()).toMatch(/falter_assets_swept_total [1-9]/);
  });
});
