import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '@falter/clickhouse';

/** Where `useStore` finds it. Not CLICKHOUSE_URL: a Falter that a test starts would take that for its own. */
export const SHARED_ENGINE = 'FALTER_TEST_ENGINE';

/** One engine for all files of a run that use a store; each has a database of its own in it. */
export async function setup(): Promise<() => Promise<void>> {
  if (process.env.CLICKHOUSE_URL) return async () => {};
  const directory = mkdtempSync(join(tmpdir(), 'falter-test-'));
  const engine = await startEngine({ directory });
  process.env[SHARED_ENGINE] = engine.url;
  return async () => {
    await engine.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}
