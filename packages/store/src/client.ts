import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseError, type ClickHouseSettings, createClient } from '@clickhouse/client';
import { untilBrokenOff } from './broken-off.ts';
import { StoreError } from './errors.ts';

/** What a query may use: values of `{name:Type}` parameters, or rows of an insert. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };
export type Params = Readonly<Record<string, Value>>;
export type Row = Readonly<Record<string, Value>>;

/** What an insert may ask of the engine beside the usual, by the engine's own names. */
export interface InsertSettings
  extends Pick<ClickHouseSettings, 'insert_deduplication_token' | 'max_partitions_per_insert_block'> {
  /** Columns of the rows, where some of them are not stored but make others. */
  columns?: readonly [string, ...string[]];
}

/** A connection to ClickHouse. Everything that fails for want of a working engine rejects with a StoreError. */
export interface Client {
  /** Rows of a SELECT. */
  rows<T>(sql: string, params: Params): Promise<T[]>;
  /** Unescaped text of a SELECT of one String column, a newline behind each row, as it streams in. */
  text(sql: string, params: Params): Promise<Readable>;
  /** Inserts rows as one block and returns when the engine has them (on disk, where the table says so). */
  insert(table: string, rows: readonly Row[], settings?: InsertSettings): Promise<void>;
  /** A statement without a result. */
  command(sql: string, params?: Params): Promise<void>;
  close(): Promise<void>;
}

export interface ClientOptions {
  /** `http://user:password@host:port[/database]`. */
  url: string;
  /** Reads only, within bounds of time and memory: for whatever a person's question can set off. */
  readonly?: boolean;
  /** Milliseconds that a statement may take. Default: 30 seconds. */
  timeoutMs?: number;
}

export const DEFAULT_DATABASE = 'falter';

const COMMON: ClickHouseSettings = {
  // Groups are made by whoever inserts, who knows what belongs into one block and answers for it.
  async_insert: 0,
  output_format_json_quote_64bit_integers: 0,
  date_time_input_format: 'best_effort',
};

/** `readonly: 2` still lets a query carry the settings above; writing, DDL and raising `readonly` are impossible. */
const READONLY: ClickHouseSettings = {
  readonly: '2',
  max_execution_time: 10,
  max_memory_usage: `${512 * 1024 * 1024}`,
  max_result_rows: '1000000',
};

/** The database named in the URL's path, or `falter`. @throws StoreError `bad_url` */
export function databaseOf(url: string): string {
  if (!URL.canParse(url)) {
    throw new StoreError('bad_url', 'CLICKHOUSE_URL is not a URL. Write http://user:password@host:8123/database.');
  }
  return new URL(url).pathname.slice(1) || DEFAULT_DATABASE;
}

/** Opens a connection; nothing is sent before the first call. `database: ''` connects to the engine's default. */
export function openClient(options: ClientOptions, database: string = databaseOf(options.url)): Client {
  const address = new URL(options.url);
  const client = createClient({
    url: address.origin,
    username: decodeURIComponent(address.username) || 'default',
    password: decodeURIComponent(address.password),
    ...(database === '' ? {} : { database }),
    request_timeout: options.timeoutMs ?? 30_000,
    max_open_connections: 16,
    compression: { request: false, response: false },
    clickhouse_settings: options.readonly ? { ...COMMON, ...READONLY } : COMMON,
    log: { LoggerClass: Silent },
  });
  return wrap(client);
}

function wrap(client: ClickHouseClient): Client {
  return {
    rows: (sql, params) =>
      translate(async () => {
        const result = await client.query({ query: sql, query_params: params, format: 'JSONEachRow' });
        return result.json();
      }),
    text: (sql, params) =>
      translate(async () => {
        const query = `${sql}\nFORMAT TSVRaw`;
        const { stream } = await client.exec({ query, query_params: params });
        return Readable.from(untilBrokenOff(stream), { objectMode: false });
      }),
    insert: (table, rows, { columns, ...settings } = {}) =>
      translate(async () => {
        if (rows.length === 0) return;
        const insert = { table, values: rows.map(wellFormed), clickhouse_settings: settings };
        const named = columns ? { columns: [...columns] as [string, ...string[]] } : {};
        await client.insert({ ...insert, ...named, format: 'JSONEachRow' }).catch(withoutRows);
      }),
    command: (sql, params = {}) =>
      translate(async () => {
        await client.command({ query: sql, query_params: params });
      }),
    close: () => client.close(),
  };
}

/** Half of a surrogate pair, from a text that was cut inside of an emoji, would make the engine refuse the whole block. */
function wellFormed(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, wellFormedValue(value)]));
}

function wellFormedValue(value: Value): Value {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object') return value;
  return Array.isArray(value) ? value.map(wellFormedValue) : wellFormed(value as Row);
}

/** The engine quotes the row that it refuses, and what visitors wrote belongs in no log: of its words, only the code stays. */
function withoutRows(cause: unknown): never {
  if (!(cause instanceof ClickHouseError)) throw cause;
  const { code, type = '' } = cause;
  throw new ClickHouseError({ message: `an insert was refused with code ${code}`, code, type });
}

/** Told apart: the engine answered with an error of its own (`refused`), or did not answer (`unavailable`). */
async function translate<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof ClickHouseError) {
      throw new StoreError('refused', `ClickHouse refused: ${cause.type ?? cause.code}. See its log.`, { cause });
    }
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError('unavailable', `ClickHouse does not answer (${reason}). Is it running?`, { cause });
  }
}

/** Failures reach the caller as StoreErrors; the client's own console lines would repeat them. */
class Silent {
  trace(): void {}
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}
