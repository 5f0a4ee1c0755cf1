import { insertBatches, listAudit, saveFindings, saveSessions } from '@falter/store';
import type { ExportLine } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { batch, finding, session, sessionId, T0, type TestApi, TOKEN, testApi } from './test-api.ts';

const store = useStore();
let api: TestApi;

const ask = (body: unknown, headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) =>
  api.app.request('/api/v1/exports', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** A visit of that person, of two tabs, with a line separator in the text, as JSON may have it. */
async function visit(id: string, person: string): Promise<void> {
  const tabs = ['tab-aaaaaaaaaaaaaaaa', 'tab-bbbbbbbbbbbbbbbb'];
  const lines = `{"type":3,"data":"${id} \u2028 one"}\n{"type":3,"data":"two"}`;
  await insertBatches(
    store.client,
    tabs.map((tab) => batch({ session: id, tab, lines })),
  );
  await saveSessions(store.client, [session({ id, tabs })], 1);
  const row = { project: 'p', session: id, person, first_seen_at: new Date(T0).toISOString(), revision: 2, tabs };
  await store.client.insert('sessions', [{ ...row, started_at: new Date(T0).toISOString() }]);
  await saveFindings(
    store.client,
    { project: 'p', session: id, firstSeenAt: T0, revision: 1 },
    { save: [finding({})], withdraw: [] },
  );
}

beforeAll(async () => {
  api = testApi(store.client, 'p');
  await visit(sessionId('ada-one'), 'ada');
  await visit(sessionId('ada-two'), 'ada');
  await visit(sessionId('grace'), 'grace');
});

describe('POST /exports', () => {
  it('tells all that is kept of a person, and of nobody else, and says where it ends', async () => {
    const answer = await ask({ person: 'ada', why: 'Article 15' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    const text = await answer.text();
    expect(text).not.toContain('grace');
    const lines = text
      .split('\n')
      .filter(Boolean)
      .map((each) => JSON.parse(each) as ExportLine);
    expect(lines[0]).toMatchObject({ kind: 'person', person: 'ada', project: 'p', sessions: 2 });
    expect(lines.at(-1)).toEqual({ kind: 'end', sessions: 2, events: 8 });
    const sessions = lines.filter((each) => each.kind === 'session');
    expect(sessions.map((each) => each.session.id).toSorted()).toEqual([sessionId('ada-one'), sessionId('ada-two')]);
    expect(sessions.map((each) => each.findings.length)).toEqual([1, 1]);
    const events = lines.filter((each) => each.kind === 'event');
    expect(events.filter((each) => each.tab === 'tab-bbbbbbbbbbbbbbbb')).toHaveLength(4);
    expect(events[0]?.event).toMatchObject({ type: 3, data: expect.stringContaining('\u2028 one') });
  });

  it('is written down, with a hash in place of the person', async () => {
    const entries = await listAudit(store.client, { project: 'p', kind: 'exported-person', limit: 9 });
    expect(entries).toMatchObject([{ whoKind: 'admin-token', why: 'Article 15', count: 2 }]);
    expect(entries[0]?.subject).toMatch(/^[0-9a-f]{64}$/);
  });

  it('of somebody who is not known is refused and not written down', async () => {
    const answer = await ask({ person: 'nobody' });
    expect([answer.status, ((await answer.json()) as { name: string }).name]).toEqual([404, 'unknown_person']);
    expect(await listAudit(store.client, { project: 'p', kind: 'exported-person', limit: 9 })).toHaveLength(1);
  });

  it('is for admins', async () => {
    expect((await ask({ person: 'ada' }, await api.as('product'))).status).toBe(403);
  });
});
