import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataDirectory } from './data-directory.ts';

describe('the data directory', () => {
  let path = '';
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'falter-data-'));
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));

  it('is made with secrets that only its owner reads, and keeps them', () => {
    const first = openDataDirectory(join(path, 'new', 'deep'));
    expect(statSync(join(first.path, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(first.secrets.cookieSecret).toMatch(/^[0-9a-f]{64}$/);
    expect(first.secrets.key).not.toBe(first.secrets.adminToken);
    expect(openDataDirectory(first.path)).toEqual(first);
  });

  it('gets what a file of an older version lacks', () => {
    writeFileSync(join(path, 'secrets.json'), '{"key":"old-key"}');
    expect(openDataDirectory(path).secrets.key).toBe('old-key');
    expect(openDataDirectory(path).secrets.adminToken).toBe(openDataDirectory(path).secrets.adminToken);
    expect(JSON.parse(readFileSync(join(path, 'secrets.json'), 'utf8'))).toMatchObject({ key: 'old-key' });
  });

  it('that cannot be used is named', () => {
    writeFileSync(join(path, 'file'), '');
    expect(() => openDataDirectory(join(path, 'file'))).toThrow('Set FALTER_DATA');
    writeFileSync(join(path, 'secrets.json'), 'not json');
    expect(() => openDataDirectory(path)).toThrow('secrets.json');
  });
});
