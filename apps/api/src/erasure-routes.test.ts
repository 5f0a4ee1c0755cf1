import {
  findSession,
  insertBatches,
  isErased,
  listAudit,
  listProjects,
  newProject,
  personHash,
  saveFindings,
  saveProject,
  saveSessions,
  summariseRecording,
} from '@falter/store';
import type { AuditList, ErasureDone } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { batch, finding, session, sessionId, T0, type TestApi, TOKEN, testApi } from './test-api.ts';

const store = useStore();
let api: TestApi;

/** A session with recording and finding, as the collector and the detector leave it. */
async function record(id: string, project = 'p'): Promise<string> {
  await insertBatches(store.client, [batch({ project, session: id })]);
  await saveSessions(store.client, [session({ project, id })], 1);
  const of = { project, session: id, firstSeenAt: T0, revision: 1 };
  await saveFindings(store.client, of, { save: [finding({})], withdraw: [] });
  return id;
}

async function send(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const auth = headers.cookie ? headers : { authorization: `Bearer ${TOKEN}` };
  const answer = await api.app.request(path, {
    method,
    headers: { 'content-type': 'application/json', ...auth },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> & ErasureDone };
}

const log = () => listAudit(store.client, { project: '', kind: '', limit: 100 });

beforeAll(async () => {
  api = testApi(store.client, 'p');
  for (const project of ['p', 'other'])
    await saveProject(store.client, newProject({ project, name: `The ${project}` }));
});

describe('POST /erasures', () => {
  it('erases a session: 410 from then on wherever it is asked for, written down with who and why', async () => {
    const id = await record(sessionId('gone'));
    const why = 'Asked for by letter of 21 November';
    const done = await send('POST', '/api/v1/erasures', { session: id, why });
    expect(done).toMatchObject({ status: 200, body: { sessions: 1 } });
    expect(Date.parse(done.body.goneBy)).toBeGreaterThan(Date.now());
    for (const part of ['', '/findings', '/recording']) {
      const answer = await api.get(`/api/v1/sessions/${id}${part}`);
      expect([answer.status, ((await answer.json()) as { name: string }).name]).toEqual([410, 'erased']);
    }
    const [entry] = await log();
    expect(entry).toMatchObject({ kind: 'erased-session', whoKind: 'admin-token', subject: id, why, project: 'p' });
  });

  it('erases a person, and the log holds a hash of the name only', async () => {
    const id = await record(sessionId('hers'));
    await store.client.insert('sessions', [
      { project: 'p', session: id, person: 'ada@example.com', first_seen_at: new Date(T0).toISOString(), revision: 2 },
    ]);
    const done = await send('POST', '/api/v1/erasures', { person: 'ada@example.com' });
    expect(done).toMatchObject({ status: 200, body: { sessions: 1 } });
    expect(await isErased(store.client, { project: 'p', session: id })).toBe(true);
    const entries = await log();
    expect(entries[0]).toMatchObject({
      kind: 'erased-person',
      subject: personHash({ project: 'p', person: 'ada@example.com' }),
    });
    expect(JSON.stringify(entries)).not.toContain('ada@');
  });

  it.each([
    ['neither', {}],
    ['both', { session: sessionId('one'), person: 'ada' }],
    ['a path', { session: '../../../../etc/passwd' }],
    ['nobody', { person: '' }],
  ])('refuses %s and erases nothing', async (_, body) => {
    const before = (await log()).length;
    expect(await send('POST', '/api/v1/erasures', body)).toMatchObject({ status: 400, body: { name: 'bad_body' } });
    expect((await log()).length).toBe(before);
  });

  it.each(['support', 'product'] as const)('H48 is refused to the role %s, and that is written down', async (role) => {
    const id = await record(sessionId(`tried-${role}`));
    const { cookie } = await api.as(role);
    const refused = await send('POST', '/api/v1/erasures', { session: id }, { cookie });
    expect([refused.status, refused.body.name]).toEqual([403, 'forbidden']);
    expect(await findSession(store.client, { project: 'p', session: id })).toBeDefined();
    const [entry] = await log();
    expect(entry).toMatchObject({ kind: 'refused', whoKind: 'user', subject: 'POST /api/v1/erasures' });
    expect(entry?.who).toMatch(new RegExp(`^A ${role} \\(${role}-`));
  });
});

describe('DELETE /projects/ID', () => {
  it('wants the name of the project, and keeps `default`', async () => {
    await saveProject(store.client, newProject({ project: 'default' }));
    expect((await send('DELETE', '/api/v1/projects/default', { name: 'default' })).body.name).toBe('default_project');
    expect((await send('DELETE', '/api/v1/projects/other', { name: 'other' })).body.name).toBe('bad_body');
    expect((await send('DELETE', '/api/v1/projects/nobody', { name: '' })).body.name).toBe('unknown_project');
    expect((await listProjects(store.client)).map(({ project }) => project)).toContain('other');
  });

  it('erases all of it and nothing of others; its id is not given again', async () => {
    const theirs = await record(sessionId('theirs'), 'other');
    const ours = await record(sessionId('ours'));
    expect((await send('DELETE', '/api/v1/projects/other', { name: 'The other' })).status).toBe(200);
    expect((await listProjects(store.client)).map(({ project }) => project)).not.toContain('other');
    expect(await summariseRecording(store.client, { project: 'other', session: theirs })).toEqual([]);
    expect(await findSession(store.client, { project: 'other', session: theirs })).toBeUndefined();
    expect(await findSession(store.client, { project: 'p', session: ours })).toBeDefined();
    expect((await send('POST', '/api/v1/projects', { name: 'other' })).body.id).not.toBe('other');
  });
});

describe('GET /audit', () => {
  it('tells page by page, newest first, one kind where it is asked for', async () => {
    const read = async (search: string) => (await (await api.get(`/api/v1/audit?${search}`)).json()) as AuditList;
    const all = await read('');
    expect(all.entries.length).toBeGreaterThan(3);
    const first = await read('limit=2');
    const second = await read(`limit=500&cursor=${first.next}`);
    expect([...first.entries, ...second.entries]).toEqual(all.entries);
    const refused = await read('kind=refused');
    expect(new Set(refused.entries.map(({ kind }) => kind))).toEqual(new Set(['refused']));
  });

  it('is for admins', async () => {
    const { cookie } = await api.as('support');
    expect((await api.app.request('/api/v1/audit', { headers: { cookie } })).status).toBe(403);
  });
});
