import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type FalterProcess, freePort, runFalter, startFalter } from './falter-process.ts';

/** Each failure: one clear line that says what was wrong and what to do, and an exit code that is not 0. */
describe('falter start that cannot start', () => {
  const directories: string[] = [];
  const running: FalterProcess[] = [];
  const servers: Server[] = [];
  afterEach(async () => {
    for (const falter of running.splice(0)) await falter.stop();
    for (const server of servers.splice(0)) server.close();
    for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
  });

  function directory(): string {
    const path = mkdtempSync(join(tmpdir(), 'falter-fail-'));
    directories.push(path);
    return path;
  }

  async function start(env: Record<string, string>) {
    const ports = { PORT: String(await freePort()), DEMO_PORT: String(await freePort()) };
    return runFalter(['start'], { FALTER_DATA: directory(), ...ports, ...env });
  }

  async function expectOneLine(env: Record<string, string>, ...words: string[]): Promise<void> {
    const { code, stdout, stderr } = await start(env);
    expect(code).not.toBe(0);
    expect(code).not.toBeNull();
    expect(stdout).not.toContain('falter ready');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    for (const word of words) expect(stderr).toContain(word);
  }

  it('names a port in use', async () => {
    const server = createServer();
    servers.push(server);
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    await expectOneLine({ PORT: String(port) }, `127.0.0.1:${port} is in use`, 'set PORT');
    await expectOneLine({ DEMO_PORT: String(port) }, `127.0.0.1:${port} is in use`, 'set DEMO_PORT');
  });

  it('F28 names the process that holds the data directory, and leaves that one alone', async () => {
    const first = await startFalter();
    running.push(first);
    await expectOneLine({ FALTER_DATA: first.data }, String(first.pid), first.data);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  });

  it('names a ClickHouse that does not answer', async () => {
    const port = await freePort();
    await expectOneLine({ CLICKHOUSE_URL: `http://falter:x@127.0.0.1:${port}` }, 'ClickHouse does not answer');
  });

  it('names a ClickHouse that is none', async () => {
    await expectOneLine({ CLICKHOUSE_URL: 'postgres://x' }, 'CLICKHOUSE_URL is not an http(s) URL');
  });

  it('names a data directory that is a file', async () => {
    const file = join(directory(), 'file');
    writeFileSync(file, '');
    await expectOneLine({ FALTER_DATA: file }, file, 'FALTER_DATA');
  });

  it.each([
    [{ PORT: 'abc' }, 'PORT is "abc"'],
    [{ FALTER_ORIGINS: 'shop.example' }, 'FALTER_ORIGINS has "shop.example"'],
    [{ FALTER_ADMIN_TOKEN: 'short' }, 'FALTER_ADMIN_TOKEN must be'],
    [{ CLICKHOUSE_CLUSTER: 'c' }, 'CLICKHOUSE_CLUSTER is not supported'],
  ])('names a setting that makes no sense: %j', async (env, words) => {
    await expectOneLine(env as Record<string, string>, words);
  });

  it('names a command that does not exist, and shows those that do', async () => {
    const { code, stderr } = await runFalter(['nonsense']);
    expect(code).toBe(2);
    expect(stderr).toContain('no command "nonsense"');
    expect(stderr).toContain('falter start');
  });
});
