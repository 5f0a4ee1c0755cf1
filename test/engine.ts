import { randomBytes } from 'node:crypto';
import { type Client, migrate, openClient } from '@falter/store';
import { afterAll, beforeAll } from 'vitest';
import { SHARED_ENGINE } from './shared-engine.ts';

export interface TestStore {
  /** URL of a database of this test file's own, migrated. */
  url: string;
  client: Client;
}

/** A real, empty, migrated store for the tests of one file: a database in the engine of this run, or in CLICKHOUSE_URL. */
export function useStore(): TestStore {
  const store: Partial<TestStore> = {};
  let stop = async () => {};
  beforeAll(async () => {
    const given = process.env.CLICKHOUSE_URL ?? process.env[SHARED_ENGINE];
    if (!given) throw new Error(`[test] there is no engine. Run tests with vitest from the root, which starts one.`);
    const database = `t_${randomBytes(6).toString('hex')}`;
    const url = `${new URL(given).href.replace(/\/[^/]*$/, '')}/${database}`;
    await migrate({ url });
    store.url = url;
    store.client = openClient({ url });
    stop = async () => {
      await store.client?.command(`DROP DATABASE ${database}`);
      await store.client?.close();
    };
  });
  afterAll(() => stop());
  return store as TestStore;
}
