import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type ClientOptions, databaseOf, openClient } from './client.ts';
import { StoreError } from './errors.ts';

/** Some rewrite a table: with ten million sessions that takes minutes. */
const STATEMENT_MAX_MS = 60 * 60 * 1000;

const FOLDER = new URL('../sql/migrations/', import.meta.url);

export interface Migration {
  /** File name without its ending: `0001-batches`. */
  id: string;
  checksum: string;
  statements: string[];
}

/** The migrations on disk, in order. */
export function readMigrations(folder: URL = FOLDER): Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.sort().map((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const checksum = createHash('sha256').update(text).digest('hex');
    return { id: file.slice(0, -'.sql'.length), checksum, statements: splitStatements(text) };
  });
}

/** Statements end with a semicolon at the end of a line; one at any other place belongs to the statement. */
function splitStatements(text: string): string[] {
  const statements = text.split(/;\s*(?:\n|$)/).map((statement) => statement.trim());
  return statements.filter((statement) => statement.replace(/--.*$/gm, '').trim() !== '');
}

/**
 * Brings the database up to date and returns the ids that were applied now. Migrations are append-only: a file that was
 * changed after it was applied, or an applied one that this version does not know, stops the start before anything runs.
 * ClickHouse has no transactions over DDL: a migration that dies half way is repeated, so each statement is written to
 * create what it is about with IF NOT EXISTS.
 * @throws StoreError `migration_changed`, `migration_unknown`, `unavailable`, `refused`
 */
export async function migrate(options: ClientOptions, migrations: Migration[] = readMigrations()): Promise<string[]> {
  const database = databaseOf(options.url);
  const root = openClient({ url: options.url }, '');
  await root.command(`CREATE DATABASE IF NOT EXISTS \`${database.replaceAll('`', '')}\``).finally(() => root.close());
  const client = openClient({ url: options.url, timeoutMs: STATEMENT_MAX_MS }, database);
  try {
    await client.command(
      `CREATE TABLE IF NOT EXISTS migrations (id String, checksum String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
       ENGINE = MergeTree ORDER BY id SETTINGS fsync_after_insert = 1`,
    );
    const applied = await client.rows<{ id: string; checksum: string }>('SELECT id, checksum FROM migrations', {});
    const pending = compare(migrations, new Map(applied.map(({ id, checksum }) => [id, checksum])));
    for (const { id, checksum, statements } of pending) {
      for (const statement of statements) await client.command(statement);
      await client.insert('migrations', [{ id, checksum }]);
    }
    return pending.map(({ id }) => id);
  } finally {
    await client.close();
  }
}

function compare(migrations: Migration[], applied: Map<string, string>): Migration[] {
  const known = new Set(migrations.map(({ id }) => id));
  const stranger = [...applied.keys()].find((id) => !known.has(id));
  if (stranger !== undefined) {
    const advice = 'This data was written by a newer Falter: start that one, or use another directory.';
    throw new StoreError('migration_unknown', `the database has migration ${stranger}. ${advice}`);
  }
  const changed = migrations.find(({ id, checksum }) => applied.has(id) && applied.get(id) !== checksum);
  if (changed) {
    const advice = 'Restore the file and put the change into a new migration.';
    throw new StoreError('migration_changed', `${changed.id}.sql is not what was applied. ${advice}`);
  }
  return migrations.filter(({ id }) => !applied.has(id));
}
