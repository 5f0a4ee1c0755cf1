import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { frame } from '@falter/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, type FalterProcess, runFalter, startFalter, until, WRITE_KEY } from './falter-process.ts';

let falter: FalterProcess;

const send = (session: string, seq: number) => {
  const ids = { session, secret: 'secret-0123456789', tab: 'tab-01234567890123', page: 'page-0123456789012' };
  const sent = { key: WRITE_KEY, seq, sentAt: Date.now(), release: '', counters: { dropped: 0, faults: 0 } };
  const event = new TextEncoder().encode(
    `{"type":4,"timestamp":${Date.now()},"data":{"href":"http://localhost/","width":1,"height":1}}`,
  );
  const headers = { 'content-type': 'text/plain', origin: 'http://localhost:4601' };
  const body = frame({ v: 1, ...ids, ...sent }, event) as Uint8Array<ArrayBuffer>;
  return fetch(`${falter.url}/v1/batch`, { method: 'POST', headers, body });
};

const look = (session: string) =>
  fetch(`${falter.url}/api/v1/sessions/${session}`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });

const run = (...args: string[]) => runFalter([...args, '--url', falter.url]);

beforeAll(async () => {
  falter = await startFalter();
}, 60_000);
afterAll(() => falter.stop());

describe('falter erase', () => {
  it('erases a session of the Falter that runs: nobody sees it, nothing more of it is taken, and it is written down', async () => {
    const session = 'session-for-the-command';
    expect((await send(session, 0)).status).toBe(200);
    await until(
      () => look(session),
      ({ status }) => status === 200,
    );
    const { code, stdout } = await run('erase', '--session', session, '--why', 'a letter');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^1 session is erased: .* gone by \d{4}-\d\d-\d\d \d\d:\d\d UTC\.\n$/),
    ]);
    expect((await look(session)).status).toBe(410);
    // The collector hears of it within seconds; what it takes until then is erased as well.
    await until(
      () => send(session, 1),
      ({ status }) => status === 410,
    );
    const { entries } = await falter.get<{ entries: { subject: string; why: string }[] }>('/api/v1/audit');
    expect(entries[0]).toMatchObject({ kind: 'erased-session', subject: session, why: 'a letter' });
    const file = join(falter.data, 'erased.ndjson');
    await until(
      async () => existsSync(file) && readFileSync(file, 'utf8'),
      (text) => String(text).includes(session),
    );
  });

  it('says so where a person is not known, and exports nothing of them', async () => {
    expect(await run('erase', '--person', 'nobody@example.com')).toMatchObject({
      code: 0,
      stdout: 'no session names this person: nothing to erase.\n',
    });
    const { code, stderr } = await run('export', '--person', 'nobody@example.com');
    expect([code, stderr]).toEqual([2, expect.stringContaining('unknown_person')]);
  });

  it.each([[[]], [['--person', 'a', '--session', 'b']]])('with %j says how it is used', async (args) => {
    const { code, stderr } = await run('erase', ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining('Use: falter erase --person ID | --session ID')]);
  });
});
