import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './usage-error.ts';

/** Secrets that outlive a restart, in a file that only its owner can read. */
export interface Secrets {
  adminToken: string;
  /** Signs the viewer's cookies. */
  cookieSecret: string;
  /** Write key of the project `default`. */
  key: string;
}

/** What lies in FALTER_DATA. */
export interface DataDirectory {
  path: string;
  engine: string;
  logFile: string;
  secrets: Secrets;
}

/** Creates what is missing. @throws UsageError when the directory cannot be used. */
export function openDataDirectory(path: string): DataDirectory {
  try {
    mkdirSync(join(path, 'logs'), { recursive: true });
    const engine = join(path, 'clickhouse');
    return {
      path,
      engine,
      logFile: join(path, 'logs', 'falter.log'),
      secrets: keepSecrets(join(path, 'secrets.json')),
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const advice = 'Set FALTER_DATA to a directory that can be written.';
    throw new UsageError(`the data directory ${path} cannot be used (${reason}). ${advice}`, { cause });
  }
}

function keepSecrets(file: string): Secrets {
  const fresh = { adminToken: token(), cookieSecret: randomBytes(32).toString('hex'), key: token() };
  try {
    writeFileSync(file, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    return { ...fresh, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) };
  }
}

function token(): string {
  return randomBytes(18).toString('base64url');
}
