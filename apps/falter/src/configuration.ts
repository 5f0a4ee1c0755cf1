import { resolve } from 'node:path';
import { originFault } from '@falter/wire';
import { UsageError } from './usage-error.ts';

/** What `falter start` can be told, all through the environment. */
export interface Configuration {
  /** Address to listen on. Another machine is let in only when somebody says so. */
  host: string;
  /** Collector, API, viewer and /falter.js. */
  port: number;
  /** Whether somebody said so: then no other is looked for. */
  portGiven: boolean;
  /** Undefined: no demo shop. */
  demoPort: number | undefined;
  /** Address under which people and pages reach it, without a slash at its end, where that is another than it listens on. */
  publicUrl: string | undefined;
  /** Directory of everything that is kept. */
  data: string;
  /** An engine of the owner's own instead of the embedded one. */
  clickhouseUrl: string | undefined;
  adminToken: string | undefined;
  /** Write key of the project `default`. */
  key: string | undefined;
  /** Allowed origins of the project `default`. */
  origins: string[] | undefined;
  /** Bytes that recordings may take on the disk; undefined: as many as fit. */
  diskBudget: number | undefined;
  /** Bytes that stay free on the disk of the engine; undefined: as the collector has it. */
  diskFree: number | undefined;
  /** What a project may store of style sheets, pictures and fonts a day; absent: as the collector has it. */
  assets: { count?: number; bytes?: number };
  /** Whether sessions of automated browsers are in the numbers of the dashboard: for tests and the demo. */
  countBots: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws UsageError that names the variable, what it holds and what it should hold. */
export function readConfiguration(environment: Environment): Configuration {
  if (environment.CLICKHOUSE_CLUSTER) {
    throw new UsageError('CLICKHOUSE_CLUSTER is not supported by this version. Unset it to use one ClickHouse.');
  }
  return {
    host: environment.HOST || '127.0.0.1',
    port: port(environment, 'PORT', 4600),
    portGiven: Boolean(environment.PORT),
    demoPort: environment.DEMO_PORT === 'off' ? undefined : port(environment, 'DEMO_PORT', 4601),
    publicUrl: publicUrl(environment.FALTER_PUBLIC_URL),
    data: resolve(environment.FALTER_DATA || '.falter'),
    clickhouseUrl: clickhouseUrl(environment.CLICKHOUSE_URL),
    adminToken: secret(environment, 'FALTER_ADMIN_TOKEN', 16),
    key: secret(environment, 'FALTER_KEY', 8),
    origins: origins(environment.FALTER_ORIGINS),
    diskBudget: size(environment, 'FALTER_DISK_BUDGET'),
    diskFree: size(environment, 'FALTER_DISK_FREE'),
    assets: assets(environment),
    countBots: yesOrNo(environment, 'FALTER_COUNT_BOTS'),
  };
}

function port(environment: Environment, name: string, fallback: number): number {
  const text = environment[name];
  if (!text) return fallback;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new UsageError(`${name} is "${text}". Set a port from 0 to 65535, or leave it out for ${fallback}.`);
}

function publicUrl(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username) return url.origin;
  throw new UsageError(`FALTER_PUBLIC_URL is "${text}". Set scheme and host, as in https://falter.example.`);
}

function clickhouseUrl(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new UsageError(
    'CLICKHOUSE_URL is not an http(s) URL. Set http://user:password@host:8123/database, or unset it.',
  );
}

function yesOrNo(environment: Environment, name: string): boolean {
  const text = environment[name];
  if (!text || text === '0') return false;
  if (text === '1') return true;
  throw new UsageError(`${name} is "${text}". Set 1 for yes, or 0 or nothing for no.`);
}

function assets(environment: Environment): Configuration['assets'] {
  const bytes = size(environment, 'FALTER_ASSET_BYTES_A_DAY');
  const text = environment.FALTER_ASSETS_A_DAY;
  if (text && !/^\d{1,9}$/.test(text)) {
    throw new UsageError(`FALTER_ASSETS_A_DAY is "${text}". Set a whole number, or leave it out.`);
  }
  return { ...(text && { count: Number(text) }), ...(bytes !== undefined && { bytes }) };
}

const UNITS: Readonly<Record<string, number>> = { MB: 1e6, GB: 1e9, TB: 1e12 };

function size(environment: Environment, name: string): number | undefined {
  const text = environment[name];
  if (!text) return undefined;
  const [, number = '', unit = ''] = /^(\d{1,6}(?:\.\d+)?) ?(MB|GB|TB)$/.exec(text) ?? [];
  if (Number(number) > 0) return Number(number) * (UNITS[unit] ?? 1);
  throw new UsageError(`${name} is "${text}". Write a size with its unit: 500MB, 20GB or 1.5TB.`);
}

function secret(environment: Environment, name: string, least: number): string | undefined {
  const text = environment[name];
  if (!text) return undefined;
  if (/^[\x21-\x7e]+$/.test(text) && text.length >= least && text.length <= 256) return text;
  throw new UsageError(`${name} must be ${least} to 256 printable characters without spaces.`);
}

function origins(text: string | undefined): string[] | undefined {
  if (!text) return undefined;
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(origin);
}

function origin(text: string): string {
  const fault = originFault(text);
  if (!fault) return text;
  const meant = fault.instead ? ` Probably ${fault.instead} is meant.` : '';
  throw new UsageError(`FALTER_ORIGINS has "${text}", which is no origin. ${fault.why}${meant}`);
}
