import {
  findPreview,
  newProject,
  type PreviewWorker,
  reportPreview,
  type StoredPreview,
  saveProject,
} from '@falter/store';
import type { DetectionSettings, Preview } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { preview as schema } from './detection-schemas.ts';
import { TOKEN, testApi } from './test-api.ts';

const store = useStore();
const STRICTER: DetectionSettings = { signals: { 'rage-click': { options: { clicks: 4 } } }, ignoredPages: [] };
const ADMIN = { authorization: `Bearer ${TOKEN}` };

interface Asked {
  project?: string;
  headers?: Record<string, string>;
}

async function send(method: string, path: string, body?: unknown, { project = 'p', headers = ADMIN }: Asked = {}) {
  const { app } = testApi(store.client, project);
  const all = { ...headers, 'content-type': 'application/json' };
  const response = await app.request(path, { method, headers: all, ...(body ? { body: JSON.stringify(body) } : {}) });
  const text = await response.text();
  return {
    status: response.status,
    answer: (text ? JSON.parse(text) : {}) as Preview & { name: string; detail: string },
  };
}

const ask = (body: unknown = { detection: STRICTER }, asked?: Asked) => send('POST', '/api/v1/previews', body, asked);
const show = (id: string, asked?: Asked) => send('GET', `/api/v1/previews/${id}`, undefined, asked);
const cancel = (id: string, asked?: Asked) => send('DELETE', `/api/v1/previews/${id}`, undefined, asked);
const find = async (id: string, project: string) => (await findPreview(store.client, project, id)) as StoredPreview;

describe('a preview', () => {
  it('is asked for with the settings as they are and those to try, over the last 7 days and 500 sessions', async () => {
    const present: DetectionSettings = { signals: { 'dead-click': { off: true } }, ignoredPages: ['/x'] };
    await saveProject(store.client, newProject({ project: 'tuned', detection: present }));
    const { status, answer } = await ask(undefined, { project: 'tuned' });
    expect(status).toBe(200);
    expect(schema.parse(answer)).toMatchObject({ state: 'waiting', total: null, looked: 0, sampleMax: 500 });
    expect(Date.parse(answer.to) - Date.parse(answer.from)).toBe(7 * 86_400_000);
    expect(await find(answer.id, 'tuned')).toMatchObject({ present, proposed: STRICTER, cancelled: false });
  });

  it('goes back as far, and looks at as many sessions, as one says', async () => {
    const { answer } = await ask({ detection: STRICTER, days: 30, sampleMax: 7 }, { project: 'far' });
    expect(Date.parse(answer.to) - Date.parse(answer.from)).toBe(30 * 86_400_000);
    expect(answer.sampleMax).toBe(7);
    for (const wrong of [{ days: 0 }, { days: 91 }, { days: 1.5 }, { sampleMax: 5001 }, { nights: 7 }]) {
      const refused = await ask({ detection: STRICTER, ...wrong }, { project: 'far' });
      expect([refused.status, refused.answer.name], JSON.stringify(wrong)).toEqual([400, 'bad_body']);
    }
    expect((await ask({ detection: { signals: { nothing: {} }, ignoredPages: [] } })).status).toBe(400);
  });

  it('tells how far it is, what it found, and when nobody can finish it', async () => {
    const { id } = (await ask(undefined, { project: 'worked' })).answer;
    const state = async () => schema.parse((await show(id, { project: 'worked' })).answer);
    const by = (worker: string, values: Partial<PreviewWorker> = {}): PreviewWorker => ({
      ...{ project: 'worked', id, worker, claimedAt: Date.now(), revision: 1 },
      ...values,
    });
    const result = {
      signals: [],
      before: { sessions: 3, findings: 4 },
      after: { sessions: 1, findings: 1 },
      scoresBefore: [0, 0, 3, 0, 0, 0],
      scoresAfter: [2, 0, 1, 0, 0, 0],
    };
    const progress = { total: 12_340, sample: 500, looked: 40, unreadable: 2, result };
    await reportPreview(store.client, by('one'), progress);
    expect(await state()).toMatchObject({ state: 'running', ...progress });
    await reportPreview(store.client, by('one', { revision: 2, released: true }), progress);
    expect(await state()).toMatchObject({ state: 'waiting' });
    for (const worker of ['two', 'three', 'four']) {
      const row = { project: 'worked', preview: id, worker, revision: 1, claimed_at: Date.now() };
      await store.client.insert('preview_work', [{ ...row, heard_at: Date.now() - 60_000 }]);
    }
    expect(await state()).toMatchObject({ state: 'failed' });
    await reportPreview(store.client, by('two', { revision: 2, done: true }), { ...progress, looked: 500 });
    expect(await state()).toMatchObject({ state: 'done', looked: 500, result });
  });

  it('is cancelled, once or twice', async () => {
    const { id } = (await ask(undefined, { project: 'off' })).answer;
    for (const _ of [1, 2]) expect((await cancel(id, { project: 'off' })).status).toBe(204);
    expect((await show(id, { project: 'off' })).answer.state).toBe('cancelled');
  });

  it('is of its project, and for who tunes signals', async () => {
    const { id } = (await ask(undefined, { project: 'mine' })).answer;
    for (const of of [id, 'f'.repeat(32), 'short']) {
      expect((await show(of, { project: 'yours' })).answer).toMatchObject({ status: 404, name: 'unknown_preview' });
      expect((await cancel(of, { project: 'yours' })).status).toBe(404);
    }
    expect(await find(id, 'mine')).toMatchObject({ cancelled: false });
    const api = testApi(store.client, 'mine');
    const [product, support] = [await api.as('product'), await api.as('support')];
    expect((await ask(undefined, { project: 'mine', headers: product })).status).toBe(200);
    expect((await show(id, { project: 'mine', headers: product })).status).toBe(200);
    for (const refused of [
      await ask(undefined, { project: 'mine', headers: support }),
      await show(id, { project: 'mine', headers: support }),
      await cancel(id, { project: 'mine', headers: support }),
    ]) {
      expect(refused).toMatchObject({ status: 403, answer: { name: 'forbidden' } });
    }
  });

  it('is refused from the sixth on also when all are asked for at once', async () => {
    const { app } = testApi(store.client, 'hasty');
    const headers = { ...ADMIN, 'content-type': 'application/json' };
    const body = JSON.stringify({ detection: STRICTER });
    const eight = Array.from({ length: 8 }, () => app.request('/api/v1/previews', { method: 'POST', headers, body }));
    const statuses = (await Promise.all(eight)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
  });

  it('is refused while five of the project are not finished', async () => {
    const five = [];
    for (let n = 0; n < 5; n++) five.push((await ask(undefined, { project: 'busy' })).answer.id);
    expect(await ask(undefined, { project: 'busy' })).toMatchObject({
      status: 429,
      answer: { name: 'too_many_previews' },
    });
    expect((await ask(undefined, { project: 'idle' })).status).toBe(200);
    await cancel(five[0] as string, { project: 'busy' });
    expect((await ask(undefined, { project: 'busy' })).status).toBe(200);
  });
});
