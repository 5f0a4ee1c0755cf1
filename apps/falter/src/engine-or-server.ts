import { startEngine } from '@falter/clickhouse';
import type { Configuration } from './configuration.ts';
import type { DataDirectory } from './data-directory.ts';
import type { Log } from './log.ts';

export interface Database {
  url: string;
  /** Where its log is, for the person who looks for a cause. */
  logFile: string | undefined;
  stop(): Promise<void>;
}

/** The owner's ClickHouse, or the embedded one. @throws EngineError */
export async function openDatabase(configuration: Configuration, data: DataDirectory, log: Log): Promise<Database> {
  const { clickhouseUrl } = configuration;
  if (clickhouseUrl) return { url: clickhouseUrl, logFile: undefined, stop: async () => {} };
  const engine = await startEngine({
    directory: data.engine,
    onEvent: ({ kind, message }) => (kind === 'ready' || kind === 'stopped' ? undefined : log.say(message)),
  });
  return { url: engine.url, logFile: engine.logFile, stop: engine.stop };
}
