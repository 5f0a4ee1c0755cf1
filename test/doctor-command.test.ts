import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Health, ProjectSettings, SessionList } from '@falter/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, type FalterProcess, freePort, runFalter, startFalter, until } from './falter-process.ts';

interface Report {
  url: string;
  ok: boolean;
  steps: { step: string; outcome: string; found: string; todo: string }[];
}

const STEPS = [
  ...['server', 'ready', 'snippet', 'token', 'recording', 'detecting', 'storing'],
  ...['send', 'detect', 'play back'],
];

/** `falter doctor --json` against the Falter at `url`. */
async function examine(
  url: string,
  env: Record<string, string> = {},
): Promise<{ code: number | null; report: Report }> {
  const { code, stdout } = await runFalter(['doctor', '--json', '--url', url], { FALTER_KEY: '', ...env });
  return { code, report: JSON.parse(stdout) as Report };
}

function outcomes({ steps }: Report): Record<string, string> {
  return Object.fromEntries(steps.map(({ step, outcome }) => [step, outcome]));
}

/** Process id of the detector, the child of `parent` that runs its entry. */
function detectorOf(parent: number): number {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => {
      try {
        const [, ppid] = /^\d+ \(.*\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
        return Number(ppid) === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('detector-process');
      } catch {
        return false;
      }
    });
  if (!found) throw new Error(`no detector below ${parent}`);
  return Number(found);
}

describe('falter doctor, of a Falter that runs', () => {
  let falter: FalterProcess;
  beforeAll(async () => {
    falter = await startFalter();
  });
  afterAll(async () => {
    expect(await falter?.stop()).toBe(0);
  });

  it('that is well says so step by step, and its visit is a bot with a finding', async () => {
    const { code, report } = await examine(falter.url);
    expect(report.steps.map(({ step }) => step)).toEqual(STEPS);
    expect(report.steps.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    expect({ code, ok: report.ok, url: report.url }).toEqual({ code: 0, ok: true, url: falter.url });
    const { sessions } = await falter.get<SessionList>('/api/v1/sessions?signal=rage-click');
    expect(sessions.map(({ bot, browser }) => [bot, browser])).toEqual([[true, 'Falter doctor']]);
  });

  it('that has recorded nothing but the doctor says that nothing has come yet', async () => {
    await until(
      async () => (await falter.get<SessionList>('/api/v1/sessions')).sessions,
      (sessions) => sessions.length > 0,
      30_000,
    );
    const { recording } = await falter.get<Health>('/api/v1/health');
    expect(recording).toMatchObject({ state: 'unknown', facts: { lastBatchAt: null, storedLastHour: 0 } });
  });

  it('finds it by PORT, and tells people in lines', async () => {
    const { code, stdout } = await runFalter(['doctor'], { PORT: new URL(falter.url).port, FALTER_KEY: '' });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok +server +Falter answers at /);
    expect(stdout).toMatch(/\nok +play back +.*\/sessions\/doctor-/);
    expect(stdout).toMatch(/\nAll is well\.\n$/);
  });

  it('says where to find the token when it is wrong or missing', async () => {
    const wrong = await examine(falter.url, { FALTER_ADMIN_TOKEN: 'not-the-token-of-it' });
    expect(outcomes(wrong.report)).toMatchObject({
      snippet: 'ok',
      token: 'failed',
      send: 'skipped',
      detect: 'skipped',
    });
    expect(wrong.report.steps.map(({ step }) => step)).toEqual(STEPS);
    expect(wrong.report.steps[3]?.todo).toContain('FALTER_ADMIN_TOKEN');
    const none = await examine(falter.url, { FALTER_ADMIN_TOKEN: '', FALTER_DATA: '/tmp/no-such-directory' });
    expect(none.report.steps[3]).toMatchObject({ outcome: 'failed', found: 'Nobody told the admin token.' });
    expect(none.code).toBe(1);
  });

  it('with a wrong key is refused by name', async () => {
    const { code, report } = await examine(falter.url, { FALTER_KEY: 'a-key-of-nobody' });
    expect(code).toBe(1);
    const send = report.steps.find(({ step }) => step === 'send');
    expect(send).toMatchObject({ outcome: 'failed', todo: expect.stringContaining('FALTER_KEY') });
    expect(send?.found).toContain('unknown_key');
    expect(outcomes(report)).toMatchObject({ server: 'ok', detect: 'skipped', 'play back': 'skipped' });
  });

  it('without an allowed origin says that no page may send', async () => {
    const path = '/api/v1/projects/default';
    const origins = async (list: string[]) => {
      const { revision } = await falter.get<ProjectSettings>(path);
      const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ revision, origins: list });
      expect((await fetch(`${falter.url}${path}`, { method: 'PATCH', headers, body })).status).toBe(200);
    };
    const before = (await falter.get<ProjectSettings>(path)).origins;
    await origins([]);
    const { code, report } = await examine(falter.url);
    expect(code).toBe(1);
    expect(report.steps.find(({ step }) => step === 'send')?.found).toContain('has no allowed origin');
    await origins(before);
  });

  it('with a detector that hangs says that detecting is failing', async () => {
    const pid = detectorOf(falter.pid);
    process.kill(pid, 'SIGSTOP');
    try {
      const state = async () => (await falter.get<{ detecting: { state: string } }>('/api/v1/health')).detecting.state;
      await until(state, (now) => now === 'failing', 60_000);
      const { code, report } = await examine(falter.url);
      expect(code).toBe(1);
      const detecting = report.steps.find(({ step }) => step === 'detecting');
      expect(detecting?.outcome).toBe('failed');
      expect(detecting?.found).toMatch(/The detector is silent for/);
      expect(outcomes(report)).toMatchObject({ send: 'ok', detect: 'failed', 'play back': 'ok' });
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  }, 180_000);
});

describe('falter doctor, of a Falter whose token nobody set', () => {
  it('finds the token in the data directory', async () => {
    const falter = await startFalter({ env: { FALTER_ADMIN_TOKEN: '', FALTER_KEY: '' } });
    try {
      const { code, report } = await examine(falter.url, { FALTER_ADMIN_TOKEN: '', FALTER_DATA: falter.data });
      expect(report.steps.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
      expect(code).toBe(0);
    } finally {
      await falter.stop();
    }
  });
});

describe('falter doctor, of no Falter', () => {
  it('says first that it is not running, and how to start it', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const { code, report } = await examine(url);
    expect(code).toBe(1);
    expect(report.steps[0]?.found).toContain('Falter is not running');
    expect(report.steps[0]?.todo).toContain('npm start');
    expect(report.steps.slice(1).every(({ outcome }) => outcome === 'skipped')).toBe(true);
  });

  it('says of another server that it is none', async () => {
    const server = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { report } = await examine(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.close();
    expect(report.steps[0]).toMatchObject({ outcome: 'failed', found: expect.stringContaining('is no Falter') });
  });

  it.each([['--url', 'nonsense'], ['--what'], ['extra']])('refuses %s %s as arguments', async (...args) => {
    const { code, stderr } = await runFalter(['doctor', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain('Use: falter doctor');
  });
});
