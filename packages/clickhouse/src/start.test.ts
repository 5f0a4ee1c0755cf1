import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEngine } from './start.ts';
import { query, scratch, started } from './test-support.ts';

test('starts a real ClickHouse that answers over HTTP, in UTC', async () => {
  const { engine, events } = await started(scratch());
  expect(await query(engine.url, 'SELECT version()')).toMatch(/^26\./);
  expect(await query(engine.url, 'SELECT timezone(), toString(toDateTime(0))')).toBe('UTC\t1970-01-01 00:00:00');
  expect(engine.url).toBe(`http://${engine.username}:${engine.password}@127.0.0.1:${new URL(engine.url).port}`);
  expect(engine.password).toMatch(/^[\w-]{32}$/);
  expect(engine.state()).toBe('up');
  expect(engine.pid()).toBeGreaterThan(0);
  expect(events.map(({ kind }) => kind)).toEqual(['ready']);
});

test('creates the directory, keeps everything in it and for this user alone', async () => {
  const directory = join(scratch(), 'new', 'deep');
  const { engine } = await started(directory);
  await query(engine.url, 'CREATE TABLE t (a Int32) ENGINE = MergeTree ORDER BY a');
  await query(engine.url, 'INSERT INTO t VALUES (1)');
  expect(engine.logFile).toBe(join(directory, 'engine.log'));
  expect(readFileSync(engine.logFile, 'utf8')).toContain('Listening for http://127.0.0.1:');
  const paths = ['', ...readdirSync(directory, { recursive: true, encoding: 'utf8' })];
  expect(paths.filter((path) => statSync(join(directory, path)).mode & 0o007)).toEqual([]);
});

test('keeps the password out of files and command lines', async () => {
  const directory = scratch();
  const { engine } = await started(directory);
  const files = readdirSync(directory).filter((name) => statSync(join(directory, name)).isFile());
  expect(files).toEqual(expect.arrayContaining(['config.xml', 'engine.log', 'lock', 'users.xml']));
  for (const name of files) expect(readFileSync(join(directory, name), 'utf8')).not.toContain(engine.password);
  if (process.platform !== 'linux') return;
  for (const name of ['cmdline', 'environ']) {
    expect(readFileSync(`/proc/${engine.pid()}/${name}`, 'utf8')).not.toContain(engine.password);
  }
});

test('does not show the environment of the application to the engine', async () => {
  process.env.FALTER_ADMIN_TOKEN = 'token-of-the-application';
  const { engine } = await started(scratch());
  delete process.env.FALTER_ADMIN_TOKEN;
  if (process.platform !== 'linux') return;
  expect(readFileSync(`/proc/${engine.pid()}/environ`, 'utf8')).not.toContain('token-of-the-application');
});

test('keeps the rows over a stop and a start, under a new password', async () => {
  const directory = scratch();
  const first = await started(directory);
  await query(first.engine.url, 'CREATE DATABASE falter');
  await query(first.engine.url, 'CREATE TABLE falter.t (a Int32) ENGINE = MergeTree ORDER BY a');
  await query(first.engine.url, 'INSERT INTO falter.t SELECT number FROM numbers(1000)');
  await first.engine.stop();
  const second = await started(directory);
  expect(await query(second.engine.url, 'SELECT count(), sum(a) FROM falter.t')).toBe('1000\t499500');
  expect(second.engine.password).not.toBe(first.engine.password);
});

test('works in a directory whose name is not tame', async () => {
  const { engine } = await started(join(scratch(), `a "b" & <c> --d 'é' $HOME`));
  expect(await query(engine.url, 'SELECT 1')).toBe('1');
});

test('takes a relative directory from where the caller is', async () => {
  const root = scratch();
  const here = process.cwd();
  process.chdir(root);
  const { engine } = await started('data').finally(() => process.chdir(here));
  expect(engine.logFile.endsWith(join('data', 'engine.log'))).toBe(true);
  expect(readdirSync(join(root, 'data'))).toContain('engine.log');
});

test('runs two engines at once in two directories', async () => {
  const [one, two] = await Promise.all([started(scratch()), started(scratch())]);
  await query(one.engine.url, 'CREATE TABLE t (a Int32) ENGINE = MergeTree ORDER BY a');
  expect(await query(one.engine.url, 'EXISTS TABLE t')).toBe('1');
  expect(await query(two.engine.url, 'EXISTS TABLE t')).toBe('0');
  await expect(query(two.engine.url.replace(two.engine.password, one.engine.password), 'SELECT 1')).rejects.toThrow();
});

test('says which directory cannot be used when a file is in its place', async () => {
  const path = join(scratch(), 'data');
  writeFileSync(path, 'not a directory');
  const attempt = startEngine({ directory: path });
  await expect(attempt).rejects.toMatchObject({ name: 'EngineError', code: 'directory', cause: expect.any(Error) });
  await expect(attempt).rejects.toThrow(/^\[clickhouse\] The data directory cannot be used: .*Make .*data a directory/);
});

test('says so when a file of the directory cannot be opened', async () => {
  const directory = scratch();
  mkdirSync(join(directory, 'lock'));
  await expect(startEngine({ directory })).rejects.toMatchObject({ code: 'directory' });
});

test("quotes the engine's complaint when it cannot load its tables", async () => {
  const directory = scratch();
  const { engine } = await started(directory);
  await query(engine.url, 'CREATE DATABASE broken');
  await engine.stop();
  writeFileSync(join(directory, 'data', 'metadata', 'broken.sql'), 'ATTACH nonsense');
  const attempt = startEngine({ directory });
  await expect(attempt).rejects.toMatchObject({ name: 'EngineError', code: 'failed-to-start' });
  await expect(attempt).rejects.toThrow(/Code: 62\. DB::Exception: .*broken.* See .*engine\.log\.$/);
});

test('leaves the directory free after a failed start', async () => {
  const directory = scratch();
  const broken = join(directory, 'data', 'metadata', 'broken.sql');
  mkdirSync(join(broken, '..'), { recursive: true });
  writeFileSync(broken, 'ATTACH nonsense');
  await expect(startEngine({ directory })).rejects.toMatchObject({ code: 'failed-to-start' });
  rmSync(broken);
  const { engine } = await started(directory);
  expect(await query(engine.url, 'SELECT 1')).toBe('1');
});
