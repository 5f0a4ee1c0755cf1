import { insertBatches, openClient, saveFindings, savePageViews, saveSessions } from '@falter/store';
import type { FindingRow, Session, SessionDetail, SessionList } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import * as schemas from './schemas.ts';
import { batch, finding, session, sessionId, T0, testApi } from './test-api.ts';

const store = useStore();

const get = (project: string, path: string) => testApi(store.client, project).get(`/api/v1/sessions${path}`);

async function list(project: string, query: Record<string, string>): Promise<SessionList> {
  const response = await get(project, `?${new URLSearchParams(query)}`);
  expect(response.status, JSON.stringify(query)).toBe(200);
  return schemas.sessionList.parse(await response.json());
}

const idsOf = ({ sessions }: SessionList) => sessions.map(({ id }) => id);
const names = async (project: string, query: Record<string, string>) =>
  idsOf(await list(project, query)).map((id) => id.replace(/^session-|_+$/g, ''));

async function refusal(response: Response): Promise<{ status: number; name: string; detail: string }> {
  const problem = schemas.problem.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}

const save = (project: string, ...sessions: Partial<Session>[]) =>
  saveSessions(
    store.client,
    sessions.map((values) => session({ ...values, project })),
    1,
  );

describe('GET /api/v1/sessions', () => {
  it('tells everything, newest first, bots included', async () => {
    const findings = [{ signal: 'rage-click', count: 2 }];
    await save(
      'everything',
      { id: sessionId('older'), bot: true },
      { id: sessionId('newer'), firstSeenAt: T0 + 1, score: 40, findings },
    );
    const answer = await list('everything', {});
    expect(idsOf(answer)).toEqual([sessionId('newer'), sessionId('older')]);
    expect(answer.next).toBeNull();
    expect(answer.sessions[0]).toEqual({
      id: sessionId('newer'),
      startedAt: '2026-11-21T11:59:59.900Z',
      arrivedAt: '2026-11-21T12:00:00.001Z',
      durationMs: 5000,
      entryUrl: 'https://shop.example/',
      title: 'Shop',
      score: 40,
      bot: false,
      live: false,
      findings,
      browser: 'Firefox 140',
      os: 'Linux',
      device: 'desktop',
      release: '1.2.3',
      pages: 1,
      clicks: 2,
      person: '',
      traits: {},
    });
    expect(answer.sessions[1]?.bot).toBe(true);
  });

  it('says nothing of other projects', async () => {
    await save('mine', { id: sessionId('mine') });
    await save('theirs', { id: sessionId('theirs') });
    expect(await names('mine', {})).toEqual(['mine']);
    expect((await get('mine', `/${sessionId('theirs')}`)).status).toBe(404);
  });

  it('is live while batches come and nobody closed it', async () => {
    const now = Date.now();
    await save(
      'live',
      { id: sessionId('live'), lastSeenAt: now - 1000 },
      { id: sessionId('closed'), lastSeenAt: now - 1000, closed: true },
      { id: sessionId('silent'), lastSeenAt: now - 61_000 },
    );
    const { sessions } = await list('live', {});
    expect(sessions.filter(({ live }) => live).map(({ id }) => id)).toEqual([sessionId('live')]);
  });
});

describe('GET /api/v1/sessions/ID', () => {
  const detailOf = async (project: string, id: string): Promise<SessionDetail> => {
    const response = await get(project, `/${id}`);
    expect(response.status).toBe(200);
    return schemas.sessionDetail.parse(await response.json());
  };

  it('tells a session with its tabs and pages', async () => {
    const id = sessionId('detail');
    await save('detail', { id, closed: true, dropped: 3, gaps: 1, skipped: 2, hasSnapshot: false });
    const tab = 'tab-bbbbbbbbbbbbbbbb';
    const key = { project: 'detail', session: id };
    await insertBatches(store.client, [
      batch(key),
      batch({ ...key, seq: 1 }),
      batch({ ...key, tab, receivedAt: T0 + 2000 }),
    ]);
    await savePageViews(store.client, { ...key, firstSeenAt: T0, revision: 1 }, [
      { id: 'page-1', tab, url: 'https://shop.example/', title: 'Shop', at: T0 - 100, until: T0 + 900 },
    ]);
    const detail = await detailOf('detail', id);
    expect(detail).toMatchObject({ id, closed: true, dropped: 3, gaps: 1, skipped: 2, hasSnapshot: false });
    expect(detail).toMatchObject({ recording: true, processing: false, viewport: '1280x720', language: 'en' });
    expect(detail.endedAt).toBe('2026-11-21T12:00:04.900Z');
    expect(detail.tabs).toEqual([
      { id: 'tab-aaaaaaaaaaaaaaaa', batches: 2, events: 4, bytes: 40 },
      { id: tab, batches: 1, events: 2, bytes: 20 },
    ]);
    expect(detail.pageViews).toEqual([
      { id: 'page-1', tab, url: 'https://shop.example/', title: 'Shop', at: 0, until: 1000 },
    ]);
  });

  it('tells steps, what is missing and what else happened apart, each at its moment', async () => {
    const id = sessionId('noted');
    const at = T0 - 100;
    const tab = 'tab-aaaaaaaaaaaaaaaa';
    const notes: Session['notes'] = [
      { kind: 'console', tab, at: at + 10, text: 'error in the console: x' },
      { kind: 'mark', tab, at: at + 20, text: 'checkout' },
      { kind: 'lost', tab, at: at + 30, until: at + 90, count: 40, text: '40 events were lost' },
    ];
    await save('noted', { id, startedAt: at, notes });
    await insertBatches(store.client, [batch({ project: 'noted', session: id })]);
    expect(await detailOf('noted', id)).toMatchObject({
      marks: [{ step: 'checkout', tab, at: 20 }],
      losses: [{ kind: 'lost', tab, at: 30, until: 90, count: 40, text: '40 events were lost' }],
      notes: [{ kind: 'console', tab, at: 10, text: 'error in the console: x' }],
    });
  });

  it('of a recording that the detector has not looked at says so', async () => {
    const id = sessionId('fresh');
    const key = { project: 'fresh', session: id };
    await insertBatches(store.client, [
      batch({ ...key, dropped: 7 }),
      batch({ ...key, seq: 4, receivedAt: T0 + 9000 }),
    ]);
    const detail = await detailOf('fresh', id);
    expect(detail).toMatchObject({
      id,
      processing: true,
      recording: true,
      startedAt: '2026-11-21T12:00:01.000Z',
      durationMs: 8000,
      score: 0,
      findings: [],
      pageViews: [],
      dropped: 7,
      gaps: 3,
      hasSnapshot: true,
      closed: false,
      live: false,
    });
    const findings = await get('fresh', `/${id}/findings`);
    expect(schemas.findingList.parse(await findings.json())).toEqual({ findings: [] });
  });

  it('that has come within the last minute is live before the detector has looked', async () => {
    const id = sessionId('just-now');
    await insertBatches(store.client, [batch({ project: 'fresh', session: id, receivedAt: Date.now() - 1000 })]);
    expect((await detailOf('fresh', id)).live).toBe(true);
  });

  it('stays when its recording is gone', async () => {
    await save('gone', { id: sessionId('gone') });
    expect(await detailOf('gone', sessionId('gone'))).toMatchObject({ recording: false, tabs: [], processing: false });
  });

  it('H84: gives hostile texts as they are: it is the viewer that must show them as text', async () => {
    const title = '<img src=x onerror=alert(1)> \u202e txt.exe "quoted" \\ \u2028';
    await save('texts', { id: sessionId('texts'), title });
    expect((await detailOf('texts', sessionId('texts'))).title).toBe(title);
  });

  it.each(['', '/findings'])('%s is 404 where neither a session nor a recording is', async (part) => {
    const problem = await refusal(await get('detail', `/${sessionId('nowhere')}${part}`));
    expect(problem).toEqual({ status: 404, name: 'unknown_session', detail: 'There is no session of this id.' });
  });
});

describe('GET /api/v1/sessions/ID/findings', () => {
  it('counts times from the start of the session, in order, without what was withdrawn', async () => {
    const id = sessionId('findings');
    await save('findings', { id });
    const of = { project: 'findings', session: id, firstSeenAt: T0 };
    const late = finding({
      id: 'late',
      signal: 'dead-click',
      at: T0 + 4000,
      until: T0 + 4000,
      target: null,
      evidence: [],
    });
    const wrong = finding({ id: 'wrong' });
    await saveFindings(store.client, { ...of, revision: 1 }, { save: [late, finding({}), wrong], withdraw: [] });
    await saveFindings(store.client, { ...of, revision: 2 }, { save: [], withdraw: [wrong] });
    const response = await get('findings', `/${id}/findings`);
    const { findings }: { findings: FindingRow[] } = schemas.findingList.parse(await response.json());
    expect(findings).toEqual([
      { ...finding({}), at: 1100, until: 1900, timestamp: T0 + 1000, issue: '' },
      { ...late, at: 4100, until: 4100, timestamp: T0 + 4000, issue: '' },
    ]);
  });

  it('is empty where nobody struggled', async () => {
    await save('findings', { id: sessionId('calm') });
    const response = await get('findings', `/${sessionId('calm')}/findings`);
    expect(await response.json()).toEqual({ findings: [] });
  });
});

describe('without a store', () => {
  it('every route that asks it is 503, and the others are not', async () => {
    const nobody = openClient({ url: 'http://u:p@127.0.0.1:9', readonly: true });
    const { get } = testApi(nobody, 'nobody');
    const id = sessionId('any');
    for (const path of ['', `/${id}`, `/${id}/findings`, `/${id}/recording`]) {
      const response = await get(`/api/v1/sessions${path}`);
      expect(response.headers.get('retry-after')).toBe('5');
      expect(await refusal(response)).toMatchObject({ status: 503, name: 'store_unavailable' });
    }
    expect((await get('/api/v1/me')).status).toBe(200);
    expect((await get('/api/v1/signals')).status).toBe(200);
    await nobody.close();
  });
});
