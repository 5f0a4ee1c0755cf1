import { mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EngineError } from './errors.ts';

/** The files of one engine, absolute paths. */
export interface Layout {
  directory: string;
  /** Locked while an engine runs; its text is the pid of the process that started it. Never removed. */
  lock: string;
  config: string;
  users: string;
  log: string;
  /** ClickHouse's own directory. */
  data: string;
  /** The only place BACKUP and RESTORE may use: `BACKUP ... TO File('name')`. */
  backups: string;
}

/**
 * Creates the directory when absent.
 *
 * @throws EngineError `directory` when it cannot be created or written.
 */
export function prepareLayout(directory: string): Layout {
  const root = resolve(directory);
  const layout: Layout = {
    directory: root,
    lock: join(root, 'lock'),
    config: join(root, 'config.xml'),
    users: join(root, 'users.xml'),
    log: join(root, 'engine.log'),
    data: join(root, 'data'),
    backups: join(root, 'backups'),
  };
  orExplain(root, () => mkdirSync(layout.data, { recursive: true, mode: 0o700 }));
  return layout;
}

/** Opens for appending, private to this user. */
export function openPrivate(path: string): number {
  return orExplain(path, () => openSync(path, 'a', 0o600));
}

function orExplain<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const what = `The data directory cannot be used: ${why}.`;
    throw new EngineError('directory', `${what} Make ${path} a directory that this user may write to.`, cause);
  }
}
