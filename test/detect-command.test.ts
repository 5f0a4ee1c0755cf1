import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLUGIN } from '@falter/wire';
import { afterAll, describe, expect, it } from 'vitest';
import { runFalter } from './falter-process.ts';
import { ROOT } from './house.ts';

const directory = mkdtempSync(join(tmpdir(), 'falter-detect-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const START = 1_800_000_000_000;
const error = {
  kind: 'error',
  name: 'TypeError',
  message: 'x is undefined',
  stack: '',
  source: '',
  line: 0,
  column: 0,
};
const events = [
  { type: 4, timestamp: START, data: { href: 'https://shop.example/cart', width: 1280, height: 720 } },
  {
    type: 2,
    timestamp: START + 1,
    data: { node: { type: 0, id: 1, childNodes: [] }, initialOffset: { left: 0, top: 0 } },
  },
  { type: 6, timestamp: START + 1500, data: { plugin: PLUGIN.error, payload: error } },
];
const recording = join(directory, 'recording.json');
writeFileSync(recording, JSON.stringify(events));

const RECORDINGS = join(ROOT, '../shared/data/recordings');
const there = existsSync(RECORDINGS);
if (!there) console.info(`skipped: recordings from the wild (no ${RECORDINGS}; they are not part of the project)`);

describe('falter detect', () => {
  it('--json prints a finding a line, timed from the start of the recording', async () => {
    const { code, stdout, stderr } = await runFalter(['detect', recording, '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const finding = JSON.parse(stdout);
    expect(finding).toEqual({
      file: recording,
      signal: 'js-error',
      at: 1500,
      until: 1500,
      page: 'https://shop.example/cart',
      target: null,
      why: expect.stringContaining('x is undefined'),
    });
  });

  it('prints for people without --json', async () => {
    const { code, stdout } = await runFalter(['detect', recording]);
    expect(code).toBe(0);
    expect(stdout).toContain(`${recording}: 1 finding\n  00:01.5  js-error`);
  });

  it('goes on behind a file that cannot be read, and says so in its exit code', async () => {
    const broken = join(directory, 'broken.json');
    writeFileSync(broken, '{"hello":1}');
    const { code, stdout, stderr } = await runFalter(['detect', broken, '/no/such/file', recording, '--json']);
    expect(code).toBe(1);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`${broken} is JSON but no recording`);
    expect(stderr).toContain('/no/such/file cannot be read (ENOENT)');
    expect(stderr).not.toContain('    at ');
  });

  it('without a file says how it is used', async () => {
    for (const args of [[], ['--json'], ['--nonsense', recording]]) {
      const { code, stderr } = await runFalter(['detect', ...args]);
      expect(code).toBe(2);
      expect(stderr).toContain('falter detect FILE... [--json]');
    }
  });

  it.skipIf(!there)('takes every recording from the wild, packed ones like plain ones', async () => {
    const list = (folder: string) =>
      readdirSync(join(RECORDINGS, folder))
        .filter((file) => file.endsWith('.json') && !/^(index|_)/.test(file))
        .map((file) => join(RECORDINGS, folder, file));
    const { stdout, stderr } = await runFalter(['detect', '--json', ...list('.'), ...list('packed')]);
    expect(stderr.split('\n').filter((line) => !/has no rrweb events/.test(line) && line !== '')).toEqual([]);
    const findings = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; signal: string; at: number; until: number });
    for (const { at, until } of findings) expect(at).toBeLessThanOrEqual(until);
    for (const packed of list('packed')) {
      const plain = packed.replace('/packed/', '/').replace('.packed.json', '.json');
      const of = (file: string) =>
        findings.filter((finding) => finding.file === file).map(({ signal, at }) => [signal, at]);
      expect(of(packed)).toEqual(of(plain));
    }
  });
});
