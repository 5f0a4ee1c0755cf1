import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { query, scratch, started, until } from './test-support.ts';

test('merges are as durable as the inserts they replace', async () => {
  const { engine } = await started(scratch());
  // Only when these hold may merged parts be removed at once (old_parts_lifetime 0).
  expect(
    await query(engine.url, `SELECT name, value FROM system.merge_tree_settings WHERE changed ORDER BY name`),
  ).toBe('fsync_part_directory\t1\nmin_rows_to_fsync_after_merge\t1');
});

test('a dropped table is gone from the disk soon', async () => {
  const directory = scratch();
  const { engine } = await started(directory);
  const tables = () => readdirSync(join(directory, 'data', 'store'), { recursive: true, encoding: 'utf8' });
  await query(engine.url, 'CREATE DATABASE falter');
  await query(engine.url, 'CREATE TABLE falter.t (a Int32) ENGINE = MergeTree ORDER BY a');
  await query(engine.url, 'INSERT INTO falter.t VALUES (1)');
  expect(tables().filter((path) => path.endsWith('data.bin'))).toHaveLength(1);
  await query(engine.url, 'DROP TABLE falter.t');
  await until(() => !tables().some((path) => path.endsWith('data.bin')));
});

test('keeps no log tables: nothing is written while nothing is asked', async () => {
  const { engine } = await started(scratch());
  await query(engine.url, 'SYSTEM FLUSH LOGS');
  expect(
    await query(engine.url, `SELECT name FROM system.tables WHERE database = 'system' AND name LIKE '%\\_log'`),
  ).toBe('');
});

test('every server setting of ours is one the engine knows and took', async () => {
  const directory = scratch();
  const { engine } = await started(directory);
  const written = readFileSync(join(directory, 'config.xml'), 'utf8').matchAll(/^ {2}<(\w+)>(\d+(?:\.\d+)?)<\/\1>$/gm);
  const expected = [...written]
    .map(([, name, value]) => `${name}\t${value}`)
    .filter((line) => !line.startsWith('http_port'));
  expect(expected.length).toBeGreaterThan(10);
  const present = (await query(engine.url, 'SELECT name, value FROM system.server_settings WHERE changed')).split('\n');
  expect(present).toEqual(expect.arrayContaining(expected));
});

test('takes little memory when idle', async () => {
  const { engine } = await started(scratch());
  if (process.platform !== 'linux') return;
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${engine.pid()}/status`, 'utf8')) ?? [];
  expect(Number(kilobytes)).toBeLessThan(300 * 1024);
});

test('logs what happened, without the text of ordinary queries', async () => {
  const { engine } = await started(scratch());
  await query(engine.url, `SELECT 'search for somebody'`);
  await expect(query(engine.url, 'SELECT no_such_column')).rejects.toThrow('UNKNOWN_IDENTIFIER');
  await engine.stop();
  const log = readFileSync(engine.logFile, 'utf8');
  expect(log).not.toContain('search for somebody');
  expect(log).toContain('UNKNOWN_IDENTIFIER');
});
