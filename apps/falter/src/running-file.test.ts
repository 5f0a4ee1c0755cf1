import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRunningUrl, sayRunning } from './running-file.ts';

const URL = 'http://127.0.0.1:4711';
const fault = (message: string): never => expect.fail(message);

describe('where a Falter runs', () => {
  let directory = '';
  const file = () => join(directory, 'running.json');
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'falter-running-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('stands in its data directory for as long as it runs', async () => {
    expect(readRunningUrl(directory)).toBeUndefined();
    const stop = sayRunning(directory, URL, fault);
    expect(readRunningUrl(directory)).toBe(URL);
    await stop();
    expect(existsSync(file())).toBe(false);
    await stop();
  });

  it('is not known from one that was killed', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(file(), JSON.stringify({ url: URL, pid }));
    expect(readRunningUrl(directory)).toBeUndefined();
  });

  it.each(['', '{', '[]', 'null', '{"url":5,"pid":1}', `{"url":"${URL}"}`, `{"url":"${URL}","pid":0}`])(
    'is not known from a damaged file: %s',
    (text) => {
      writeFileSync(file(), text);
      expect(readRunningUrl(directory)).toBeUndefined();
    },
  );

  it('is left to the one that started later, on a ClickHouse that both use', async () => {
    const stop = sayRunning(directory, URL, fault);
    const later = JSON.stringify({ url: 'http://127.0.0.1:4712', pid: process.ppid });
    writeFileSync(file(), later);
    await stop();
    expect(readFileSync(file(), 'utf8')).toBe(later);
  });

  it('that cannot be written is a fault for the log, and no reason not to start', async () => {
    const faults: string[] = [];
    const stop = sayRunning(join(directory, 'missing'), URL, (message) => faults.push(message));
    await stop();
    expect(faults).toEqual(['running.json could not be written: other commands need PORT']);
  });
});
