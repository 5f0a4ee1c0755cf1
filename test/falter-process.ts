import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './house.ts';

export const ADMIN_TOKEN = 'admin-token-for-tests';
export const WRITE_KEY = 'write-key-for-tests';

export interface FalterProcess {
  pid: number;
  /** Collector, API and viewer. */
  url: string;
  shopUrl: string;
  data: string;
  /** What it wrote to its terminal so far. */
  output(): string;
  /** GET below `url` with the admin token, as JSON. @throws Error for an answer that is not 2xx */
  get<T>(path: string): Promise<T>;
  kill(signal: NodeJS.Signals): void;
  /** Exit code, once it ended. */
  ended: Promise<number | null>;
  /** Ctrl-C, and its data removed unless `keep`. Resolves with the exit code. */
  stop(options?: { keep?: boolean }): Promise<number | null>;
}

export interface FalterOptions {
  env?: Record<string, string>;
  /** Directory of an earlier start. */
  data?: string;
  /** Ports of an earlier start. */
  ports?: { main: number; shop: number };
}

/** `falter start` as its own process on free ports, as `npm start` runs it; resolves at `falter ready`. */
export async function startFalter(options: FalterOptions = {}): Promise<FalterProcess> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'falter-e2e-'));
  const { main, shop } = options.ports ?? { main: await freePort(), shop: await freePort() };
  const child = spawnFalter(['start'], { data, main, shop, ...options.env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    const look = () => /^falter ready/m.test(output) && resolve();
    child.stdout?.on('data', look);
    child.once('exit', (code) => reject(new Error(`falter ended with ${code} before it was ready:\n${output}`)));
  });
  const url = `http://127.0.0.1:${main}`;
  return {
    pid: child.pid as number,
    url,
    shopUrl: `http://127.0.0.1:${shop}`,
    data,
    output: () => output,
    get: (path) => getJson(`${url}${path}`),
    kill: (signal) => child.kill(signal),
    ended,
    stop: async ({ keep = false } = {}) => {
      child.kill('SIGINT');
      const code = await ended;
      if (!keep) rmSync(data, { recursive: true, force: true });
      return code;
    },
  };
}

/** Any falter command, not awaited. */
export function spawnFalter(
  args: readonly string[],
  { data, main, shop, ...env }: { data?: string; main?: number; shop?: number } & Record<string, unknown> = {},
): ChildProcess {
  const settings = {
    FALTER_DATA: data,
    PORT: main,
    DEMO_PORT: shop,
    FALTER_ADMIN_TOKEN: ADMIN_TOKEN,
    FALTER_KEY: WRITE_KEY,
    ...env,
  };
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  const environment = { ...process.env, ...Object.fromEntries(given.map(([name, value]) => [name, String(value)])) };
  const child = spawn(process.execPath, [join(ROOT, 'apps/falter/bin/falter.js'), ...args], { env: environment });
  // A test that fails before it stops what it started must not leave it running.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}

/** Runs a falter command to its end. */
export async function runFalter(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawnFalter(args, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => (stdout += chunk));
  child.stderr?.on('data', (chunk) => (stderr += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function getJson<T>(url: string): Promise<T> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json() as Promise<T>;
}

/** Asks until the answer satisfies, or throws with the last answer after `ms`. */
export async function until<T>(ask: () => Promise<T>, satisfied: (answer: T) => boolean, ms = 10_000): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`not within ${ms} ms; last: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
