import { type Client, readRecording } from '@falter/store';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { batchOf } from '../batch-fixture.ts';
import { BatchWriter } from './batch-writer.ts';
import { StoreHealth } from './store-health.ts';

const DAY_MS = 86_400_000;

describe('the writer', () => {
  const store = useStore();
  const parts = () => ({ store: store.client, health: new StoreHealth() });
  const stored = async (client: Client, session: string) =>
    (await readRecording(client, { project: 'p', session })).map(({ seq }) => seq);

  it('writes what is handed in at the moment at which the write before ends', async () => {
    const writer = new BatchWriter({ ...parts(), observe: () => {} });
    await writer.write(batchOf('one-by-one', 0));
    await writer.write(batchOf('one-by-one', 1));
    await writer.drain();
    expect(await stored(store.client, 'one-by-one')).toEqual([0, 1]);
  });

  it('puts what waits into one insert, each day by itself', async () => {
    const groups: number[] = [];
    const writer = new BatchWriter({ ...parts(), observe: (_, batches) => groups.push(batches) });
    const now = Date.now();
    const writes = [0, 1, 2, 3].map((seq) => writer.write(batchOf(`day-${seq % 2}`, seq, now - (seq % 2) * DAY_MS)));
    await Promise.all(writes);
    expect(groups).toEqual([1, 2, 1]);
    expect([await stored(store.client, 'day-0'), await stored(store.client, 'day-1')]).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('tells everybody in a group when its insert fails, and goes on with the next', async () => {
    const writer = new BatchWriter({ ...parts(), observe: () => {} });
    const bad = { ...batchOf('goes-on', 0), hash: 'longer than its column'.repeat(9) };
    await expect(writer.write(bad)).rejects.toMatchObject({ name: 'StoreError', code: 'refused' });
    await writer.write(batchOf('goes-on', 1));
    expect(await stored(store.client, 'goes-on')).toEqual([1]);
  });
});
