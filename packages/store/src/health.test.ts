import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { insertBatches } from './batches.ts';
import { openClient } from './client.ts';
import { beatDetector, findDetectorBeat, findOldestRecording, listDisks, readKeptSize } from './health.ts';

describe('the health of the store', () => {
  const store = useStore();

  it('has no sign of life before there was one, and the newest afterwards, aged by the engine', async () => {
    expect(await findDetectorBeat(store.client)).toBeUndefined();
    await beatDetector(store.client, { worker: 'a', behindMs: 900, waiting: 3, failing: 1 });
    await store.client.insert('detector_beats', [
      { at: new Date(Date.now() - 60_000).toISOString(), behind_ms: 5, waiting: 0, failing: 0 },
    ]);
    const beat = await findDetectorBeat(store.client);
    expect(beat).toMatchObject({ behindMs: 900, waiting: 3, failing: 1 });
    expect(beat?.ageMs).toBeGreaterThanOrEqual(0);
    expect(beat?.ageMs).toBeLessThan(60_000);
  });

  it('knows the oldest recording, and that there is none', async () => {
    expect(await findOldestRecording(store.client)).toBeUndefined();
    const at = Date.UTC(2026, 10, 1, 12);
    const batch = {
      ...{ project: 'p', session: 's', tab: 't', seq: 0, firstSeenAt: at, receivedAt: at, sentAt: at, page: 'p' },
      ...{ secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: '', dropped: 0 },
      ...{ events: 1, bytes: 2, lines: '{}' },
    };
    await insertBatches(store.client, [batch]);
    expect(await findOldestRecording(store.client)).toBe(at);
    expect((await readKeptSize(store.client)).batches).toBe(1);
    expect((await readKeptSize(store.client)).bytes).toBeGreaterThan(100);
  });

  it('can be asked by the read side: the room on the disk and what is kept', async () => {
    const reader = openClient({ url: store.url, readonly: true });
    const [disk] = await listDisks(reader);
    expect(disk?.freeBytes).toBeGreaterThan(0);
    expect(disk?.totalBytes).toBeGreaterThanOrEqual(disk?.freeBytes ?? Number.POSITIVE_INFINITY);
    expect((await readKeptSize(reader)).bytes).toBeGreaterThan(0);
    await reader.close();
  });
});
