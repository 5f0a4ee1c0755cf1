import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectSettings, WriteKey } from '@falter/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useStore } from './engine.ts';
import {
  ADMIN_TOKEN,
  type FalterProcess,
  freePort,
  runFalter,
  startFalter,
  until,
  WRITE_KEY,
} from './falter-process.ts';

const ORIGIN = 'http://localhost:3000';
/** Each command is a process of its own, and each start takes seconds where many run at once. */
const PATIENCE_MS = 180_000;
/** The collector reads its list of projects again after 5 s; the rest is patience for a slow machine. */
const KNOWN_WITHIN_MS = 20_000;

let falter: FalterProcess;
let sent = 0;

async function keys(...args: string[]) {
  const port = new URL(falter.url).port;
  return runFalter(['keys', ...args], { FALTER_DATA: falter.data, PORT: port, FALTER_KEY: '' });
}

async function list(): Promise<WriteKey[]> {
  return (await falter.get<ProjectSettings>('/api/v1/projects/default')).keys;
}

/** What becomes of a batch with this key: `new`, or the name of the refusal. */
async function send(key: string): Promise<string> {
  const id = `keys-command-${++sent}`.padEnd(20, '_');
  const counters = { dropped: 0, faults: 0 };
  const ids = { session: id, secret: id, tab: id, page: id };
  const envelope = { v: 1, key, ...ids, seq: 0, sentAt: Date.now(), release: '', counters };
  const event = { type: 3, timestamp: Date.now(), data: {} };
  const body = `${JSON.stringify(envelope)}\n${JSON.stringify(event)}`;
  const headers = { 'content-type': 'text/plain', origin: ORIGIN };
  const answer = await fetch(`${falter.url}/v1/batch`, { method: 'POST', headers, body });
  const { stored, error } = (await answer.json()) as { stored?: string; error?: string };
  return stored ?? error ?? '';
}

beforeAll(async () => {
  falter = await startFalter({ env: { FALTER_KEY: '' } });
});

afterAll(async () => {
  await falter.stop();
});

describe('falter keys', () => {
  it(
    'replaces a key: a second one, both taken, the old one ends, and all of it survives a restart',
    async () => {
      const [first] = await list();
      expect(await send(first?.key ?? '')).toBe('new');
      const rotated = await keys('rotate');
      expect(rotated).toMatchObject({ code: 0, stderr: '' });
      const [old, fresh, ...more] = await list();
      expect(more).toEqual([]);
      expect(old?.key).toBe(first?.key);
      expect(rotated.stdout).toContain(`data-key="${fresh?.key}"`);
      await until(
        () => send(fresh?.key ?? ''),
        (result) => result === 'new',
        KNOWN_WITHIN_MS,
      );
      expect(await keys('rotate')).toMatchObject({ code: 2, stderr: expect.stringContaining('too_many_keys') });

      await restart({ FALTER_KEY: '' });
      expect((await list()).map(({ key }) => key)).toEqual([old?.key, fresh?.key]);
      // The end of the first process wrote down what it knew of uses.
      expect((await list()).every(({ lastUsedAt }) => lastUsedAt !== null)).toBe(true);

      expect(await keys('retire', old?.key ?? '')).toMatchObject({ code: 0 });
      await until(
        () => send(old?.key ?? ''),
        (result) => result === 'unknown_key',
        KNOWN_WITHIN_MS,
      );
      expect(await send(fresh?.key ?? '')).toBe('new');
      expect(JSON.parse((await keys('--json')).stdout)).toEqual(await list());
      const text = (await keys()).stdout;
      expect(text).toContain(`${fresh?.key}  made 20`);
      expect(text).not.toContain(old?.key);
      expect(await keys('retire', fresh?.key ?? '')).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('last_key'),
      });
    },
    PATIENCE_MS,
  );

  it(
    'with FALTER_KEY has it active beside the others, and does not let it go',
    async () => {
      const [before] = await list();
      await restart({ FALTER_KEY: WRITE_KEY });
      expect((await list()).map(({ key, byEnvironment }) => [key, byEnvironment])).toEqual([
        [WRITE_KEY, true],
        [before?.key, false],
      ]);
      expect(await send(WRITE_KEY)).toBe('new');
      expect(await send(before?.key ?? '')).toBe('new');
      expect(await keys('retire', WRITE_KEY)).toMatchObject({ code: 2, stderr: expect.stringContaining('FALTER_KEY') });
      expect((await keys()).stdout).toContain('kept active by the environment');
    },
    PATIENCE_MS,
  );

  it('finds the Falter of a data directory without its port, also after one that was killed', async () => {
    const alone = () => runFalter(['keys', '--json'], { FALTER_DATA: falter.data, PORT: '', FALTER_KEY: '' });
    expect(JSON.parse((await alone()).stdout)).toEqual(await list());
    const { data } = falter;
    falter.kill('SIGKILL');
    await falter.ended;
    expect(existsSync(join(data, 'running.json'))).toBe(true);
    expect(await alone()).not.toMatchObject({ code: 0 });
    falter = await startFalter({ data, env: { FALTER_KEY: WRITE_KEY } });
    expect(JSON.parse((await alone()).stdout)).toEqual(await list());
  });

  it('takes the token from the data directory where the environment has none', async () => {
    const port = new URL(falter.url).port;
    const answer = await runFalter(['keys'], { FALTER_DATA: falter.data, PORT: port, FALTER_ADMIN_TOKEN: '' });
    // The Falter that runs was started with another token than the one in its directory: it says so, and no more.
    expect(answer).toMatchObject({ code: 2, stderr: expect.stringContaining('unauthorized') });
    expect(answer.stderr).not.toContain(ADMIN_TOKEN);
  });

  it('asks about the project that it is told', async () => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ name: 'Tea' });
    const made = await fetch(`${falter.url}/api/v1/projects`, { method: 'POST', headers, body });
    const { id, keys: all } = (await made.json()) as ProjectSettings;
    expect((await keys('--project', id)).stdout).toContain(`write keys of Tea:\n  ${all[0]?.key}`);
    expect(await keys('--project', 'none')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('unknown_project'),
    });
  });

  it.each([
    [['retire'], 'takes a key'],
    [['list', 'some-key'], 'takes a key'],
    [['begin'], 'there is no "begin"'],
    [['--nope'], 'Use: falter keys'],
  ])('refuses %j', async (args, words) => {
    expect(await keys(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) });
  });

  it('says when nothing runs', async () => {
    const answer = await runFalter(['keys'], { FALTER_DATA: falter.data, PORT: String(await freePort()) });
    expect(answer).toMatchObject({ code: 2, stderr: expect.stringContaining('no Falter runs here') });
  });
});

async function restart(env: Record<string, string>): Promise<void> {
  const { data } = falter;
  await falter.stop({ keep: true });
  expect(existsSync(join(data, 'running.json'))).toBe(false);
  falter = await startFalter({ data, env });
}

describe('falter migrate', () => {
  const store = useStore();
  const migrate = (env: Record<string, string>, ...args: string[]) => runFalter(['migrate', ...args], env);

  it('brings a ClickHouse of one’s own up to date, and says what it did', async () => {
    const CLICKHOUSE_URL = store.url.replace(/\/[^/]*$/, '/migrated');
    const first = await migrate({ CLICKHOUSE_URL });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('applied 0001-batches\n');
    expect((await migrate({ CLICKHOUSE_URL })).stdout).toBe('nothing to do: the tables are up to date.\n');
  });

  it('leaves the embedded one to the start', async () => {
    const data = `${falter.data}-none`;
    expect(await migrate({ FALTER_DATA: data, CLICKHOUSE_URL: '' })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('falter start'),
    });
    rmSync(data, { recursive: true, force: true });
    expect(await migrate({}, 'now')).toMatchObject({ code: 2 });
  });
});
