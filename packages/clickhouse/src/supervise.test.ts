import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { isRunning, query, scratch, started, until } from './test-support.ts';

const durable = 'ENGINE = MergeTree ORDER BY a SETTINGS fsync_after_insert = 1';

test('an engine killed with -9 under load comes back under the same url with every acknowledged row', async () => {
  const { engine, events } = await started(scratch());
  const { url, password } = engine;
  await query(url, `CREATE TABLE t (a Int32) ${durable}`);
  const acknowledged: number[] = [];
  let running = true;
  const writer = (async () => {
    for (let row = 0; running; row++) {
      const inserted = await query(url, `INSERT INTO t SETTINGS async_insert = 0 VALUES (${row})`).catch(
        () => undefined,
      );
      if (inserted !== undefined) acknowledged.push(row);
    }
  })();
  for (let kill = 0; kill < 3; kill++) {
    const before = engine.pid()!;
    const soFar = acknowledged.length;
    await until(() => acknowledged.length > soFar + 20);
    process.kill(before, 'SIGKILL');
    await until(() => engine.state() === 'up' && engine.pid() !== before);
  }
  running = false;
  await writer;
  expect({ url: engine.url, password: engine.password }).toEqual({ url, password });
  const stored = new Set((await query(url, 'SELECT a FROM t')).split('\n').map(Number));
  expect(acknowledged.filter((row) => !stored.has(row))).toEqual([]);
  expect(events.map(({ kind }) => kind)).toEqual(['ready', ...Array(3).fill(['died', 'restarting', 'ready']).flat()]);
  expect(events[1]?.message).toBe('The engine died: it was ended by SIGKILL.');
});

test('a crash is restarted too, and leaves a trace in the log', async () => {
  const { engine } = await started(scratch());
  const before = engine.pid()!;
  process.kill(before, 'SIGSEGV');
  await until(() => engine.state() === 'up' && engine.pid() !== before);
  expect(await query(engine.url, 'SELECT 1')).toBe('1');
  expect(readFileSync(engine.logFile, 'utf8')).toContain('Signal description: Segmentation fault');
});

test('an engine that dies again and again is reported once, and comes back when the cause is gone', async () => {
  const { engine, events } = await started(scratch());
  let last: number | undefined;
  while (engine.state() !== 'gave-up') {
    const pid = await until(() => (engine.pid() === last ? undefined : engine.pid()));
    last = pid;
    process.kill(pid, 'SIGKILL');
    await until(() => engine.pid() !== pid);
  }
  expect(await until(() => events.find(({ kind }) => kind === 'gave-up'))).toMatchObject({
    message: expect.stringContaining(`Read ${engine.logFile}; attempts go on all the same.`),
  });
  await until(() => engine.state() === 'up');
  expect(await query(engine.url, 'SELECT 1')).toBe('1');
  expect(events.filter(({ kind }) => kind === 'gave-up')).toHaveLength(1);
  expect(events.at(-1)?.kind).toBe('ready');
});

test('while there is no engine, state and pid say so', async () => {
  const { engine } = await started(scratch());
  process.kill(engine.pid()!, 'SIGKILL');
  await until(() => engine.state() === 'restarting');
  expect(engine.pid()).toBeUndefined();
  await until(() => engine.state() === 'up');
  expect(isRunning(engine.pid()!)).toBe(true);
});

test('an engine whose port was taken meanwhile comes back when it is free', async () => {
  const { engine, events } = await started(scratch());
  process.kill(engine.pid()!, 'SIGKILL');
  await until(() => engine.pid() === undefined);
  // It answers as an engine does, but for the text.
  const thief = createServer((_, answer) => answer.end('ok'));
  thief.listen(Number(new URL(engine.url).port), '127.0.0.1');
  await once(thief, 'listening');
  await until(() => events.filter(({ kind }) => kind === 'died').length === 2);
  expect(engine.state()).toBe('restarting');
  thief.closeAllConnections();
  thief.close();
  await until(() => engine.state() === 'up');
  expect(await query(engine.url, 'SELECT 1')).toBe('1');
});

test('signals meant for the application do not end the engine', async () => {
  const { engine } = await started(scratch());
  const pid = engine.pid()!;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGPIPE'] as const) process.kill(pid, signal);
  expect(await query(engine.url, 'SELECT sleep(0.5)')).toBe('0');
  expect(engine.pid()).toBe(pid);
});

test('stops gracefully, once, for however many ask', async () => {
  const { engine, events } = await started(scratch());
  const pid = engine.pid()!;
  await Promise.all([engine.stop(), engine.stop()]);
  await engine.stop();
  expect(engine.state()).toBe('stopped');
  expect(engine.pid()).toBeUndefined();
  expect(isRunning(pid)).toBe(false);
  expect(events.map(({ kind }) => kind)).toEqual(['ready', 'stopped']);
  expect(events.at(-1)?.message).toBe('The engine has stopped.');
  await expect(query(engine.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
});

test('a stop ends long reads at once and lets an insert finish', async () => {
  const directory = scratch();
  const { engine, events } = await started(directory);
  await query(engine.url, `CREATE TABLE t (a UInt64) ${durable}`);
  const read = query(engine.url, 'SELECT count() FROM numbers(1e15) SETTINGS max_rows_to_read = 0').catch(
    () => 'killed',
  );
  const insert = query(
    engine.url,
    `INSERT INTO t SELECT number + sleepEachRow(0.01) FROM numbers(150) SETTINGS max_block_size = 10`,
  );
  await until(async () => (await query(engine.url, 'SELECT count() FROM system.processes')) === '4');
  await engine.stop();
  expect(await read).toBe('killed');
  expect(await insert).toBe('');
  expect(events.at(-1)?.message).toBe('The engine has stopped.');
  const again = await started(directory);
  expect(await query(again.engine.url, 'SELECT count() FROM t')).toBe('150');
});

test('idle connections that clients keep alive do not hold up a stop', async () => {
  const { engine, events } = await started(scratch());
  const { hostname, port } = new URL(engine.url);
  const idle = connect({ host: hostname, port: Number(port) });
  const credentials = Buffer.from(`${engine.username}:${engine.password}`).toString('base64');
  idle.write(`GET /?query=SELECT+42 HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ${credentials}\r\n\r\n`);
  await once(idle, 'data');
  const closed = once(idle, 'close');
  await engine.stop();
  await closed;
  expect(events.at(-1)?.message).toBe('The engine has stopped.');
  expect(readFileSync(engine.logFile, 'utf8')).not.toContain('Will shutdown forcefully');
});

test('a stop between two starts ends the attempts', async () => {
  const { engine, events } = await started(scratch());
  process.kill(engine.pid()!, 'SIGKILL');
  await until(() => events.some(({ kind }) => kind === 'restarting'));
  await engine.stop();
  expect(engine.state()).toBe('stopped');
  expect(events.at(-1)?.kind).toBe('stopped');
  await expect(query(engine.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
});

test('a stop while the engine is starting stops that one', async () => {
  const { engine, events } = await started(scratch());
  const before = engine.pid()!;
  process.kill(before, 'SIGKILL');
  const pid = await until(() => (engine.pid() === before ? undefined : engine.pid()));
  await engine.stop();
  expect(isRunning(pid)).toBe(false);
  expect(events.map(({ kind }) => kind)).toEqual(['ready', 'died', 'restarting', 'stopped']);
});

test('F04 a stuck engine is killed soon: it has nothing to finish', async () => {
  const { engine, events } = await started(scratch());
  const pid = engine.pid()!;
  process.kill(pid, 'SIGSTOP');
  await engine.stop();
  expect(isRunning(pid)).toBe(false);
  expect(events.at(-1)).toMatchObject({ kind: 'stopped', message: expect.stringContaining('SIGKILL') });
});
