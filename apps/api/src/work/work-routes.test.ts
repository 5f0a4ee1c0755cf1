import { insertBatches, saveSessions } from '@falter/store';
import type { SessionWork } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { batch, session, sessionId, type TestApi, testApi } from '../test-api.ts';
import { sessionWork } from './work-schemas.ts';

const store = useStore();
const SESSION = sessionId('worked');
const PATH = `/api/v1/sessions/${SESSION}`;
let api: TestApi;
let ann: { cookie: string };
let bo: { cookie: string };

beforeAll(async () => {
  api = testApi(store.client, 'p');
  ann = await api.as('support', { name: 'Ann' });
  bo = await api.as('support', { name: 'Bo' });
  await insertBatches(store.client, [batch({ session: SESSION })]);
  await saveSessions(store.client, [session({ id: SESSION })], 1);
});

const send = async (who: { cookie: string }, method: string, path: string, body?: object) => {
  const headers = { ...who, 'content-type': 'application/json' };
  const response = await api.app.request(`${PATH}${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, answer: (await response.json()) as SessionWork & { name: string; detail: string } };
};

describe('comments at a session', () => {
  it('are written, changed and removed by who wrote them, and seen by all who watch', async () => {
    const written = await send(ann, 'POST', '/comments', { at: 4_000, text: '  Here it hangs.  ' });
    expect(written.status).toBe(200);
    const [comment] = sessionWork.parse(written.answer).comments;
    expect(comment).toMatchObject({ at: 4_000, tab: '', text: 'Here it hangs.', by: 'Ann', mine: true });
    expect((await send(bo, 'GET', '/work')).answer.comments).toMatchObject([{ id: comment?.id, mine: false }]);

    const place = `/comments/${comment?.id}`;
    const changed = await send(ann, 'PUT', place, { at: 5_000, text: 'It hung here.' });
    expect(changed.answer.comments).toMatchObject([{ id: comment?.id, at: 5_000, text: 'It hung here.', by: 'Ann' }]);
    const refused = await send(bo, 'DELETE', place);
    expect([refused.status, refused.answer.detail]).toEqual([403, 'This comment is of Ann. Ask them, or an admin.']);
    expect((await send(ann, 'DELETE', place)).answer.comments).toEqual([]);
    expect((await send(ann, 'DELETE', place)).answer.name).toBe('unknown_comment');
  });

  it.each([
    [{ text: 'no moment' }, '`at`'],
    [{ at: -1, text: 'before' }, '`at`'],
    [{ at: 0, text: '   ' }, '`text`'],
    [{ at: 0, text: 'x'.repeat(2_001) }, '`text`'],
    [{ at: 0, text: 'x', by: 'somebody else' }, '`body`'],
  ])('that say too little or too much are refused in words: %j', async (body, named) => {
    const { status, answer } = await send(ann, 'POST', '/comments', body);
    expect(status).toBe(400);
    expect(answer.detail).toContain(named);
  });

  it('are of a session that is there', async () => {
    const { app } = api;
    const headers = { ...ann, 'content-type': 'application/json' };
    const body = JSON.stringify({ at: 0, text: 'Hello?' });
    const place = `/api/v1/sessions/${sessionId('nowhere')}/comments`;
    expect((await app.request(place, { method: 'POST', headers, body })).status).toBe(404);
  });
});

describe('tags of a session', () => {
  it('are set whole', async () => {
    expect((await send(ann, 'PUT', '/tags', { tags: ['payment', 'bug', 'bug '] })).answer.tags).toEqual([
      'bug',
      'payment',
    ]);
    expect((await send(bo, 'PUT', '/tags', { tags: ['payment'] })).answer.tags).toEqual(['payment']);
    expect((await send(bo, 'PUT', '/tags', { tags: ['a,b'] })).status).toBe(400);
  });
});

describe('who watched a session', () => {
  it('is told by name, once each, and not of who only looks at its findings', async () => {
    await (await api.app.request(`${PATH}/findings`, { headers: bo })).text();
    await (await api.app.request(`${PATH}/recording`, { headers: ann })).text();
    await (await api.app.request(`${PATH}/recording`, { headers: ann })).text();
    await expect
      .poll(async () => (await send(ann, 'GET', '/work')).answer.watched)
      .toMatchObject([{ by: 'Ann', me: true }]);
  });
});
