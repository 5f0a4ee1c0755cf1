import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EngineError } from './errors.ts';
import { locateLibrary } from './library.ts';

test('finds the library of this machine, whatever the working directory', () => {
  const here = process.cwd();
  try {
    process.chdir('/');
    expect(existsSync(locateLibrary())).toBe(true);
  } finally {
    process.chdir(here);
  }
});

test.each([
  ['win32', 'x64', true, 'win32 x64'],
  ['linux', 'riscv64', true, 'linux riscv64'],
  ['linux', 'x64', false, 'linux x64 without glibc'],
  ['freebsd', 'arm64', false, 'freebsd arm64'],
])('says that %s %s (glibc: %s) needs a server', (platform, arch, glibc, named) => {
  const attempt = () => locateLibrary({ platform, arch, glibc });
  expect(attempt).toThrow(EngineError);
  expect(attempt).toThrow(expect.objectContaining({ name: 'EngineError', code: 'unsupported-platform' }));
  expect(attempt).toThrow(`[clickhouse] No embedded ClickHouse exists for ${named}. Set CLICKHOUSE_URL`);
});

test('says so when the package for a known platform is not installed', () => {
  // npm installs one build only: another one is always absent.
  const other = process.platform === 'darwin' ? 'linux' : 'darwin';
  const attempt = () => locateLibrary({ platform: other, arch: 'arm64', glibc: true });
  expect(attempt).toThrow(expect.objectContaining({ code: 'unsupported-platform', cause: expect.any(Error) }));
  expect(attempt).toThrow(/@chdb\/lib-.* is not installed|is not installed/);
  expect(attempt).toThrow('Set CLICKHOUSE_URL');
});
