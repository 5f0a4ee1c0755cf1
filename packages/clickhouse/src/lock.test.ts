import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from './engine.ts';
import { startEngine } from './start.ts';
import { isRunning, otherProcess, query, scratch, started, until } from './test-support.ts';

test('tells a second process which process holds the directory, and leaves the first alone', async () => {
  const directory = scratch();
  const other = await otherProcess(directory);
  const config = readFileSync(join(directory, 'config.xml'), 'utf8');
  const attempt = startEngine({ directory });
  await expect(attempt).rejects.toMatchObject({ name: 'EngineError', code: 'locked' });
  await expect(attempt).rejects.toThrow(
    `[clickhouse] ${directory} is in use by process ${other.pid}. Stop that process or choose another directory.`,
  );
  expect(readFileSync(join(directory, 'config.xml'), 'utf8')).toBe(config);
  expect(await query(other.engine.url, 'SELECT 1')).toBe('1');
});

test('the same process cannot take a directory twice either', async () => {
  const directory = scratch();
  const { engine } = await started(directory);
  await expect(startEngine({ directory })).rejects.toThrow(`is in use by process ${process.pid}.`);
  expect(await query(engine.url, 'SELECT 1')).toBe('1');
});

test('of many that start at once on a new directory exactly one gets it', async () => {
  const directory = scratch();
  const attempts = await Promise.allSettled(Array.from({ length: 6 }, () => startEngine({ directory })));
  const winners = attempts.filter((attempt) => attempt.status === 'fulfilled').map(({ value }) => value as Engine);
  expect(winners).toHaveLength(1);
  for (const attempt of attempts) {
    if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ code: 'locked' });
  }
  expect(await query(winners[0]!.url, 'SELECT 1')).toBe('1');
  await winners[0]!.stop();
});

test('the directory stays ours while a dead engine has not been started again', async () => {
  const directory = scratch();
  const { engine, events } = await started(directory);
  process.kill(engine.pid()!, 'SIGKILL');
  await until(() => events.some(({ kind }) => kind === 'restarting'));
  await expect(startEngine({ directory })).rejects.toMatchObject({ code: 'locked' });
  await until(() => engine.state() === 'up');
  expect(await query(engine.url, 'SELECT 1')).toBe('1');
});

test('a stop frees the directory', async () => {
  const directory = scratch();
  const first = await started(directory);
  await first.engine.stop();
  const second = await started(directory);
  expect(await query(second.engine.url, 'SELECT 1')).toBe('1');
});

test('a parent killed with -9 leaves neither an orphan nor a lock, and every acknowledged row is there', async () => {
  const directory = scratch();
  const other = await otherProcess(directory);
  await query(
    other.engine.url,
    'CREATE TABLE t (a Int32) ENGINE = MergeTree ORDER BY a SETTINGS fsync_after_insert = 1',
  );
  for (let row = 0; row < 20; row++) {
    await query(other.engine.url, `INSERT INTO t SETTINGS async_insert = 0 VALUES (${row})`);
  }
  // Its whole process group, as a supervisor does: the engine is in another one.
  process.kill(-other.pid, 'SIGKILL');
  await other.ended;
  // At once: the engine is still closing its tables, and the start waits for that instead of refusing.
  const { engine } = await started(directory);
  expect(await query(engine.url, 'SELECT count(), sum(a) FROM t')).toBe('20\t190');
  await until(() => !isRunning(other.engine.pid));
});

test('a parent and its engine killed together with -9 leave no lock', async () => {
  const directory = scratch();
  const other = await otherProcess(directory);
  process.kill(other.pid, 'SIGKILL');
  process.kill(other.engine.pid, 'SIGKILL');
  await other.ended;
  const { engine } = await started(directory);
  expect(await query(engine.url, 'SELECT 1')).toBe('1');
});

test('a parent that just ends takes its engine with it, and the engine does not keep it alive', async () => {
  const directory = scratch();
  const other = await otherProcess(directory, 'void 0;');
  expect(await other.ended).toBe(0);
  await until(() => !isRunning(other.engine.pid));
});

test('Ctrl-C lets the parent drain into a living engine', async () => {
  const directory = scratch();
  const other = await otherProcess(
    directory,
    `setInterval(() => {}, 1000);
     process.on('SIGINT', async () => {
       await new Promise((resolve) => setTimeout(resolve, 300));
       const headers = { authorization: 'Basic ' + btoa(engine.username + ':' + engine.password) };
       const answer = await fetch('http://' + new URL(engine.url).host, { method: 'POST', headers, body: 'SELECT 42' });
       console.log((await answer.text()).trim());
       await engine.stop();
       process.exit(0);
     });`,
  );
  // As a terminal does: to the whole process group of the parent.
  process.kill(-other.pid, 'SIGINT');
  expect(await other.line()).toBe('42');
  expect(await other.ended).toBe(0);
  expect(isRunning(other.engine.pid)).toBe(false);
});
