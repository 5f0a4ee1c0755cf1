import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './usage-error.ts';

/** Secrets that outlive a restart, in a file that only its owner can read. */
export interface Secrets {
  adminToken: string;
  /** Signs what tells a browser that signed in before from a stranger. */
  cookieSecret: string;
  /** Write key of the project `default`. */
  key: string;
}

/** What lies in FALTER_DATA. */
export interface DataDirectory {
  path: string;
  engine: string;
  /** Every version of the snippet that was served. */
  snippets: string;
  /** Room set aside, so that something can be deleted on a full disk. */
  reserve: string;
  /** What was erased, once more beside the store. */
  tombstones: string;
  /** Batches that wait for the store. */
  spool: string;
  logFile: string;
  secrets: Secrets;
}

const SECRETS = 'secrets.json';

/** Creates what is missing. @throws UsageError when the directory cannot be used. */
export function openDataDirectory(path: string): DataDirectory {
  try {
    mkdirSync(join(path, 'logs'), { recursive: true });
    const engine = join(path, 'clickhouse');
    return {
      path,
      engine,
      snippets: join(path, 'snippets'),
      reserve: join(path, 'reserve'),
      tombstones: join(path, 'erased.ndjson'),
      spool: join(path, 'spool'),
      logFile: join(path, 'logs', 'falter.log'),
      secrets: keepSecrets(path),
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const advice = 'Set FALTER_DATA to a directory that can be written.';
    throw new UsageError(`the data directory ${path} cannot be used (${reason}). ${advice}`, { cause });
  }
}

function keepSecrets(directory: string): Secrets {
  const file = join(directory, SECRETS);
  const known = readSecrets(directory);
  const secrets = { adminToken: token(), cookieSecret: randomBytes(32).toString('hex'), key: token(), ...known };
  const complete = Object.keys(secrets).every((name) => name in known);
  if (!complete) writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

/** What an earlier start left in a data directory, without creating anything. */
export function readSecrets(directory: string): Partial<Secrets> {
  const file = join(directory, SECRETS);
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
  } catch (cause) {
    throw new Error(`secrets.json is damaged; remove it to get new secrets`, { cause });
  }
}

function token(): string {
  return randomBytes(18).toString('base64url');
}
