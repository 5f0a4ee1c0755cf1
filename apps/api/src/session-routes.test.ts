import { insertBatches, saveFindings, savePageViews, saveSessions } from '@falter/store';
import type { FindingList, SessionDetail, SessionList } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import * as schemas from './schemas.ts';
import { batch, finding, session, sessionId, T0, testApi } from './test-api.ts';

const store = useStore();

async function list(project: string, query: string): Promise<SessionList> {
  const response = await testApi(store.client, project).get(`/api/v1/sessions?${query}`);
  expect(response.status, query).toBe(200);
  return schemas.sessionList.parse(await response.json());
}

const idsOf = ({ sessions }: SessionList) => sessions.map(({ id }) => id);

describe('GET /api/v1/sessions', () => {
  it('tells everything, newest first, as the contract says', async () => {
    const project = 'everything';
    const newer = session({
      project,
      id: sessionId('newer'),
      firstSeenAt: T0 + 1,
      score: 40,
      findings: [{ signal: 'rage-click', count: 2 }],
    });
    await saveSessions(store.client, [session({ project, id: sessionId('older'), bot: true }), newer], 1);
    const answer = await list(project, '');
    expect(idsOf(answer)).toEqual([sessionId('newer'), sessionId('older')]);
    expect(answer.next).toBeNull();
    expect(answer.sessions[0]).toEqual({
      id: sessionId('newer'),
      startedAt: '2026-11-21T11:59:59.900Z',
      durationMs: 5000,
      entryUrl: 'https://shop.example/',
      title: 'Shop',
      score: 40,
      bot: false,
      live: false,
      findings: [{ signal: 'rage-click', count: 2 }],
      browser: 'Firefox 140',
      os: 'Linux',
      device: 'desktop',
      release: '1.2.3',
      pages: 1,
      clicks: 2,
    });
  });
});

describe('GET /api/v1/sessions/ID', () => {
  it('tells a session with its tabs and pages', async () => {
    const key = { project: 'detail', id: sessionId('detail') };
    await saveSessions(store.client, [session(key)], 1);
    await insertBatches(store.client, [batch({ project: key.project, session: key.id })]);
    const of = { project: key.project, session: key.id, firstSeenAt: T0, revision: 1 };
    await savePageViews(store.client, of, [
      { id: 'page-1', tab: 'tab-a', url: 'https://shop.example/', title: 'Shop', at: T0 - 100, until: T0 + 900 },
    ]);
    const response = await testApi(store.client, key.project).get(`/api/v1/sessions/${key.id}`);
    const detail: SessionDetail = schemas.sessionDetail.parse(await response.json());
    expect(detail).toMatchObject({ id: key.id, recording: true, processing: false });
    expect(detail.tabs).toEqual([{ id: 'tab-aaaaaaaaaaaaaaaa', batches: 1, events: 2, bytes: 20 }]);
    expect(detail.pageViews).toEqual([
      { id: 'page-1', tab: 'tab-a', url: 'https://shop.example/', title: 'Shop', at: 0, until: 1000 },
    ]);
  });
});

describe('GET /api/v1/sessions/ID/findings', () => {
  it('counts times from the start of the session', async () => {
    const key = { project: 'findings', id: sessionId('findings') };
    await saveSessions(store.client, [session(key)], 1);
    const of = { project: key.project, session: key.id, firstSeenAt: T0, revision: 1 };
    await saveFindings(store.client, of, { save: [finding({})], withdraw: [] });
    const response = await testApi(store.client, key.project).get(`/api/v1/sessions/${key.id}/findings`);
    const { findings }: FindingList = schemas.findingList.parse(await response.json());
    expect(findings).toEqual([{ ...finding({}), at: 1100, until: 1900, timestamp: T0 + 1000 }]);
  });
});

describe('GET /api/v1/sessions/ID/recording', () => {
  it('is NDJSON', async () => {
    const key = { project: 'recording', session: sessionId('recording') };
    await insertBatches(store.client, [batch(key)]);
    const response = await testApi(store.client, key.project).get(`/api/v1/sessions/${key.session}/recording`);
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    expect(await response.text()).toBe('{"type":4}\n{"type":2}\n');
  });
});
