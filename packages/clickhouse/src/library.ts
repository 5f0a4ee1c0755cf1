import { createRequire } from 'node:module';
import { EngineError } from './errors.ts';

/** What decides which build of the library fits: names as in `process`, and the C library on Linux. */
export interface Machine {
  platform: string;
  arch: string;
  /** Alpine and other musl systems have no build. */
  glibc: boolean;
}

const builds = new Map([
  ['linux x64', '@chdb/lib-linux-x64-gnu'],
  ['linux arm64', '@chdb/lib-linux-arm64-gnu'],
  ['darwin x64', '@chdb/lib-darwin-x64'],
  ['darwin arm64', '@chdb/lib-darwin-arm64'],
]);

const advice = 'Set CLICKHOUSE_URL to a ClickHouse server instead.';

/**
 * The path of `libchdb.so` for this machine, found from this package whatever the working directory is.
 *
 * @throws EngineError `unsupported-platform` when no build exists or it is not installed.
 */
export function locateLibrary(machine: Machine = thisMachine()): string {
  const name = builds.get(`${machine.platform} ${machine.arch}`);
  if (!name || (machine.platform === 'linux' && !machine.glibc)) {
    const libc = machine.platform === 'linux' && !machine.glibc ? ' without glibc' : '';
    const here = `${machine.platform} ${machine.arch}${libc}`;
    throw new EngineError('unsupported-platform', `No embedded ClickHouse exists for ${here}. ${advice}`);
  }
  try {
    return createRequire(import.meta.url).resolve(`${name}/libchdb.so`);
  } catch (cause) {
    const what = `The embedded ClickHouse (${name}) is not installed. Run npm ci without --omit=optional, or:`;
    throw new EngineError('unsupported-platform', `${what} ${advice}`, cause);
  }
}

function thisMachine(): Machine {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return {
    platform: process.platform,
    arch: process.arch,
    glibc: report.header?.glibcVersionRuntime !== undefined,
  };
}
