import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from './lock.ts';

describe('the lock of a directory', () => {
  const made: string[] = [];
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'falter-lock-'));
    made.push(directory);
  });
  afterAll(() => {
    for (const path of made) rmSync(path, { recursive: true, force: true });
  });

  it('F28 refuses a second holder, names the first and leaves it alone', () => {
    const unlock = lockDirectory(directory);
    const refused = `${directory} is in use by process ${process.pid}. Stop that process or choose another directory.`;
    expect(() => lockDirectory(directory)).toThrow(refused);
    expect(() => lockDirectory(directory)).toThrow(expect.objectContaining({ name: 'SpoolError', code: 'locked' }));
    unlock();
    lockDirectory(directory)();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is held by another process as long as that lives, and by nobody once it was killed', async () => {
    const source = `import { lockDirectory } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)};
      lockDirectory(${JSON.stringify(directory)}); console.log('held'); setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', source]);
    await new Promise((resolve) => other.stdout.once('data', resolve));
    expect(() => lockDirectory(directory)).toThrow(`process ${other.pid}`);
    other.kill('SIGKILL');
    await new Promise((resolve) => other.once('exit', resolve));
    lockDirectory(directory)();
  });

  it('of a process whose number another one has now holds nobody up', () => {
    writeFileSync(join(directory, 'lock'), `${process.pid} 12345\n`);
    const unlock = lockDirectory(directory);
    unlock();
    for (const text of ['', 'rubbish', '999999999 1\n']) {
      writeFileSync(join(directory, 'lock'), text);
      lockDirectory(directory)();
    }
    expect(existsSync(join(directory, 'lock'))).toBe(false);
  });
});
