import { frame } from '@falter/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMPORT_AGENT } from '../packages/wire/src/import-agent.ts';
import { ADMIN_TOKEN, type FalterProcess, runFalter, startFalter, until, WRITE_KEY } from './falter-process.ts';

const TIME = ['--from', '2026-01-01', '--to', '2100-01-01'];
const SESSION = 'session-of-the-past';

let falter: FalterProcess;

const run = (...args: string[]) => runFalter([...args, '--url', falter.url]);

/** A recording of before: closed as soon as it is here, with one uncaught error. */
async function sendOld(): Promise<void> {
  const ids = { session: SESSION, secret: 'secret-0123456789', tab: 'tab-01234567890123', page: 'page-0123456789012' };
  const sent = { key: WRITE_KEY, seq: 0, sentAt: Date.now(), release: '', counters: { dropped: 0, faults: 0 } };
  const payload = { kind: 'error', name: 'TypeError', message: 'x', stack: '', source: '', line: 1, column: 1 };
  const events = [
    { type: 4, timestamp: 1_760_000_000_000, data: { href: 'http://localhost/', width: 1, height: 1 } },
    { type: 6, timestamp: 1_760_000_001_000, data: { plugin: 'falter/error@1', payload } },
  ];
  const lines = new TextEncoder().encode(events.map((event) => JSON.stringify(event)).join('\n'));
  const headers = { 'content-type': 'text/plain', origin: 'http://localhost:4601', 'user-agent': IMPORT_AGENT };
  const body = frame({ v: 1, ...ids, ...sent }, lines) as Uint8Array<ArrayBuffer>;
  expect((await fetch(`${falter.url}/v1/batch`, { method: 'POST', headers, body })).status).toBe(200);
}

async function findings(): Promise<string[]> {
  const path = `/api/v1/sessions/${SESSION}/findings`;
  const { findings = [] } = await falter.get<{ findings?: { signal: string }[] }>(path);
  return findings.map(({ signal }) => signal);
}

async function setOff(off: boolean): Promise<void> {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' };
  const detection = { signals: { 'js-error': { off } }, ignoredPages: [] };
  const path = `${falter.url}/api/v1/projects/default/detection`;
  const answer = await fetch(path, { method: 'PUT', headers, body: JSON.stringify({ detection }) });
  expect(answer.status).toBe(200);
}

beforeAll(async () => {
  falter = await startFalter();
}, 60_000);
afterAll(() => falter.stop());

describe('falter redetect', () => {
  it('judges a closed session by the settings of now, first without writing, then for good', async () => {
    await sendOld();
    await until(findings, (found) => found.includes('js-error'));
    await setOff(true);
    const dry = await run('redetect', ...TIME, '--dry-run');
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('1 of 1 sessions') });
    expect(dry.stdout).toMatch(/js-error +1 -> 0 +1 -> 0/);
    expect(await findings()).toEqual(['js-error']);
    const { code, stdout } = await run('redetect', ...TIME, '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { state: 'done', dryRun: false, looked: 1 }]);
    expect(await findings()).toEqual([]);
  });

  it('says in words what it was not told', async () => {
    expect(await run('redetect', '--from', '2026-01-01')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('give --from and --to'),
    });
    expect(await run('redetect', ...TIME, '--signal', 'rage')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('bad_body'),
    });
  });
});
