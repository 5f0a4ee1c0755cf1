import { findDetectorBeat, insertBatches, openClient } from '@falter/store';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { startFollower } from './follower.ts';
import { startHeartbeat } from './heartbeat.ts';

const PATIENCE = { timeout: 30_000, interval: 100 };

describe('the heartbeat', () => {
  const store = useStore();

  it('beats at once and on, with what waits', async () => {
    const heartbeat = startHeartbeat(store.client, 'a', () => ({ behindMs: 12, waiting: 3, failing: 1 }));
    await expect.poll(() => findDetectorBeat(store.client), PATIENCE).toMatchObject({ waiting: 3, failing: 1 });
    const first = await findDetectorBeat(store.client);
    await expect.poll(async () => (await findDetectorBeat(store.client))?.at, PATIENCE).toBeGreaterThan(first?.at ?? 0);
    await heartbeat.stop();
  });

  it('is behind while nobody asks what arrives', async () => {
    const heartbeat = startHeartbeat(store.client, 'a', () => ({ behindMs: 0, waiting: 0, failing: 0 }));
    await expect.poll(async () => (await findDetectorBeat(store.client))?.behindMs, PATIENCE).toBeGreaterThan(5_000);
    const late = (await findDetectorBeat(store.client))?.at ?? 0;
    const asking = setInterval(heartbeat.asked, 100);
    const after = async () => {
      const beat = await findDetectorBeat(store.client);
      return beat && beat.at > late ? beat.behindMs : undefined;
    };
    await expect.poll(after, PATIENCE).toBe(0);
    clearInterval(asking);
    await heartbeat.stop();
  });

  it('is no trouble while the store is away', async () => {
    const nobody = openClient({ url: 'http://u:p@127.0.0.1:9' });
    const heartbeat = startHeartbeat(nobody, 'a', () => ({ behindMs: 0, waiting: 0, failing: 0 }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await heartbeat.stop();
    await nobody.close();
  });
});

describe('the follower', () => {
  const store = useStore();

  it('says that it lives, and of a session that it cannot read that it fails', async () => {
    const now = Date.now();
    const broken = {
      ...{ project: 'p', session: 'broken', tab: 't', seq: 0, firstSeenAt: now, receivedAt: now, sentAt: now },
      ...{ page: 'p', secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: '', dropped: 0 },
      ...{ events: 1, bytes: 8, lines: 'not JSON' },
    };
    const follower = startFollower({ store: store.client, log: () => {} });
    await expect.poll(() => findDetectorBeat(store.client), PATIENCE).toMatchObject({ waiting: 0, failing: 0 });
    await insertBatches(store.client, [broken]);
    await expect.poll(async () => (await findDetectorBeat(store.client))?.failing, PATIENCE).toBe(1);
    await follower.stop();
  });
});
