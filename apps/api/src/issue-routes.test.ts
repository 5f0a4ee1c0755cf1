import { listAudit, saveFindings, saveSessions } from '@falter/store';
import type { Cause, Finding, IssueDetail, IssueList, Session } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { issueDetail, issueList } from './issue-schemas.ts';
import * as schemas from './schemas.ts';
import { send } from './test-accounts.ts';
import { finding, session, sessionId, testApi } from './test-api.ts';

const store = useStore();
const HOUR = 3_600_000;
const NOW = Date.now();

/** Ids as the detector makes them. */
const PAY = '00000000000000aa';
const ERROR = '00000000000000bb';
const cause = (id: string, values: Partial<Cause> = {}): Cause => {
  return { id, kind: 'element', title: 'button "Pay now" does not answer', stack: '', ...values };
};

async function visit(project: string, name: string, found: Partial<Finding>[], values: Partial<Session> = {}) {
  const id = sessionId(name);
  const firstSeenAt = values.firstSeenAt ?? NOW - HOUR;
  const key = { project, session: id, firstSeenAt, revision: 1 };
  const findings = found.map((one, n) => finding({ id: `f${n}`, at: firstSeenAt + 700, ...one }));
  const counts = findings.map(({ signal }) => ({ signal, count: 1 }));
  const row = { project, id, startedAt: firstSeenAt, score: 40, findings: counts, ...values, firstSeenAt };
  await saveFindings(store.client, key, { save: findings, withdraw: [] });
  await saveSessions(store.client, [session(row)], 1);
}

async function list(project: string, query: Record<string, string> = {}): Promise<IssueList> {
  const response = await testApi(store.client, project).get(`/api/v1/issues?${new URLSearchParams(query)}`);
  expect(response.status, JSON.stringify(query)).toBe(200);
  return issueList.parse(await response.json());
}

async function show(project: string, id: string): Promise<IssueDetail> {
  return issueDetail.parse(await (await testApi(store.client, project).get(`/api/v1/issues/${id}`)).json());
}

describe('GET /api/v1/issues', () => {
  it('tells what costs most first, a page at a time, each with the list of exactly its sessions', async () => {
    const project = 'list';
    const error = cause(ERROR, { kind: 'error', title: 'TypeError: total is not a function' });
    await visit(project, 'one', [{ cause: cause(PAY) }, { cause: error }], { person: 'ann' });
    await visit(project, 'two', [{ cause: cause(PAY) }]);
    await visit(project, 'robot', [{ cause: cause(PAY) }], { bot: true });
    const first = await list(project, { limit: '1' });
    expect(first.issues.map(({ id, sessions, state }) => [id, sessions, state])).toEqual([[PAY, 2, 'new']]);
    const next = await list(project, { limit: '1', cursor: first.next ?? '' });
    expect(next).toMatchObject({ issues: [{ id: ERROR, sessions: 1, persons: 1, kind: 'error' }], next: null });
    const answer = await testApi(store.client, project).get(
      `/api/v1/sessions?${new URLSearchParams(first.issues[0]?.query)}`,
    );
    const sessions = schemas.sessionList.parse(await answer.json()).sessions.map(({ id }) => id);
    expect(sessions.toSorted()).toEqual([sessionId('one'), sessionId('two')]);
    expect((await list(project, { bots: 'include' })).issues[0]?.sessions).toBe(3);
    expect((await list(project, { q: 'total' })).issues.map(({ id }) => id)).toEqual([ERROR]);
    expect((await list(project, { to: String(NOW - 2 * HOUR) })).issues).toEqual([]);
  });

  it.each([
    ['state=never', '`state`: expected one of new'],
    ['signal=none', '`signal`: expected one of'],
    ['sort=worst', '`sort`: expected one of'],
    ['cursor=x', '`cursor`: expected the `next`'],
    ['from=2026-11-21T12:00:00Z&to=2026-11-20T12:00:00Z', '`from`: expected a time'],
  ])('refuses %s', async (query, detail) => {
    const response = await testApi(store.client, 'list').get(`/api/v1/issues?${query}`);
    expect(response.status).toBe(400);
    expect(schemas.problem.parse(await response.json()).detail).toContain(detail);
  });

  it('takes no cursor of another order', async () => {
    const { next } = await list('list', { limit: '1' });
    const response = await testApi(store.client, 'list').get(`/api/v1/issues?sort=last&cursor=${next}`);
    expect(response.status).toBe(400);
  });
});

describe('GET /api/v1/issues/ID', () => {
  it('tells where it is, since when, and shows examples at the moment of the replay', async () => {
    const project = 'detail';
    const stack = 'at total (https://shop.example/app.js:1:1)';
    await visit(project, 'one', [{ cause: cause(ERROR, { kind: 'error', stack }) }], { release: '1.0' });
    await visit(project, 'two', [{ cause: cause(ERROR) }], { release: '1.1', firstSeenAt: NOW - HOUR / 2 });
    const issue = await show(project, ERROR);
    expect(issue).toMatchObject({ sessions: 2, state: 'new', decision: null, history: [], firstRelease: '1.0' });
    expect(issue.releases.map(({ name }) => name)).toEqual(['1.1', '1.0']);
    expect(issue.where).toMatchObject([{ name: '/cart', sessions: 2, query: { issue: ERROR, foundOn: '/cart' } }]);
    expect(issue.examples).toMatchObject([
      { session: sessionId('two'), at: 700, hasStack: false },
      { session: sessionId('one'), finding: 'f0', at: 700, hasStack: true, browser: 'Firefox 140' },
    ]);
    const findings = await testApi(store.client, project).get(`/api/v1/sessions/${sessionId('one')}/findings`);
    expect(schemas.findingList.parse(await findings.json()).findings[0]?.issue).toBe(ERROR);
  });

  it.each(['00000000000000ff', 'none', "' OR 1"])('knows none called %s', async (id) => {
    const response = await testApi(store.client, 'detail').get(`/api/v1/issues/${encodeURIComponent(id)}`);
    expect({ status: response.status, ...(await response.json()) }).toMatchObject({
      status: 404,
      name: 'unknown_issue',
    });
  });

  it('shows none of another project', async () => {
    const response = await testApi(store.client, 'elsewhere').get(`/api/v1/issues/${ERROR}`);
    expect(response.status).toBe(404);
  });
});

describe('PUT /api/v1/issues/ID/state', () => {
  it('mutes and resolves with a reason, is remembered with who it was, and stands in the audit log', async () => {
    const project = 'decide';
    await visit(project, 'one', [{ cause: cause(PAY) }], { release: '1.0' });
    const api = testApi(store.client, project);
    const { cookie } = await api.as('product');
    const put = (body: object) => send(api, `PUT issues/${PAY}/state`, { body, cookie });
    const muted = await put({ state: 'muted', note: 'a known bug of the payment service' });
    expect(issueDetail.parse(muted.body)).toMatchObject({
      ...{ state: 'muted', decision: { state: 'muted', by: 'A product', note: 'a known bug of the payment service' } },
    });
    expect((await list(project, { state: 'open' })).issues).toEqual([]);
    const resolved = await put({ state: 'resolved', release: '2.0' });
    expect(resolved.body).toMatchObject({ state: 'resolved', decision: { release: '2.0', note: '' } });
    expect((await list(project, { state: 'resolved' })).issues.map(({ id }) => id)).toEqual([PAY]);
    const opened = await put({ state: 'open' });
    expect(opened.body.state).toBe('new');
    expect(opened.body.history.map(({ state }: { state: string }) => state)).toEqual(['open', 'resolved', 'muted']);
    const log = await listAudit(store.client, { project, kind: 'decided-issue', limit: 9 });
    expect(log.map(({ subject, why }) => [subject, why])).toEqual([
      [PAY, 'open'],
      [PAY, 'resolved in 2.0'],
      [PAY, 'muted: a known bug of the payment service'],
    ]);
  });

  it('refuses what is no decision, and issues that nobody saw', async () => {
    const project = 'refuse';
    await visit(project, 'one', [{ cause: cause(PAY) }]);
    const api = testApi(store.client, project);
    const { cookie } = await api.as('admin');
    const put = (id: string, body: object) => send(api, `PUT issues/${id}/state`, { body, cookie });
    expect(await put(PAY, { state: 'gone' })).toMatchObject({ status: 400, name: 'bad_body' });
    expect(await put(PAY, { state: 'muted', note: 'x'.repeat(501) })).toMatchObject({ status: 400, name: 'bad_body' });
    expect(await put(ERROR, { state: 'muted' })).toMatchObject({ status: 404, name: 'unknown_issue' });
    expect(await listAudit(store.client, { project, kind: '', limit: 9 })).toEqual([]);
  });
});
