import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '@falter/clickhouse';
import { type Client, migrate, openClient } from '@falter/store';
import { afterAll, beforeAll } from 'vitest';

export interface TestStore {
  /** URL of a database of this test file's own, migrated. */
  url: string;
  client: Client;
}

/** A real, empty, migrated store for the tests of one file: an engine of its own, or a database in CLICKHOUSE_URL. */
export function useStore(): TestStore {
  const store: Partial<TestStore> = {};
  let stop = async () => {};
  beforeAll(async () => {
    const given = process.env.CLICKHOUSE_URL;
    const directory = mkdtempSync(join(tmpdir(), 'falter-test-'));
    const engine = given ? undefined : await startEngine({ directory });
    const url = `${given ? new URL(given).href.replace(/\/[^/]*$/, '') : engine?.url}/t_${randomBytes(6).toString('hex')}`;
    await migrate({ url });
    store.url = url;
    store.client = openClient({ url });
    stop = async () => {
      await store.client?.close();
      await engine?.stop();
      rmSync(directory, { recursive: true, force: true });
    };
  });
  afterAll(() => stop());
  return store as TestStore;
}
