import { migrate } from '@falter/store';
import { readConfiguration } from './configuration.ts';
import { UsageError } from './usage-error.ts';

/**
 * `falter migrate`: brings the tables of the ClickHouse at CLICKHOUSE_URL up to date, as `falter start` does by itself. For those who
 * want it done, and seen, before they start a new version.
 * @throws UsageError, StoreError
 */
export async function run(args: readonly string[]): Promise<number> {
  if (args.length > 0) throw new UsageError('migrate takes no arguments. Set CLICKHOUSE_URL.');
  const { clickhouseUrl } = readConfiguration(process.env);
  if (clickhouseUrl === undefined) {
    process.stdout.write('nothing to do: "falter start" brings the embedded ClickHouse up to date by itself.\n');
    return 0;
  }
  const applied = await migrate({ url: clickhouseUrl });
  const lines = applied.map((id) => `applied ${id}\n`);
  process.stdout.write(lines.join('') || 'nothing to do: the tables are up to date.\n');
  return 0;
}
