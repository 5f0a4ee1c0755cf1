import { findPreview, listAudit, newProject, type StoredPreview, saveProject } from '@falter/store';
import type { DetectionSettings, Redetection } from '@falter/wire';
import { expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { redetection as schema } from './redetection-schemas.ts';
import { TOKEN, testApi } from './test-api.ts';

const store = useStore();
const TIME = { from: '2026-11-01', to: '2026-11-08T06:30:00Z' };
const SETTINGS: DetectionSettings = { signals: { 'dead-click': { off: true } }, ignoredPages: [] };

async function send(method: string, path: string, { project = 'p', body }: { project?: string; body?: unknown } = {}) {
  const { app } = testApi(store.client, project);
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const response = await app.request(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const text = await response.text();
  return {
    status: response.status,
    answer: (text ? JSON.parse(text) : {}) as Redetection & { name: string; detail: string },
  };
}

const ask = (body: unknown, project?: string) =>
  send('POST', '/api/v1/redetections', { body, ...(project ? { project } : {}) });

it('is asked for with the settings of now, is told how far it is, can be cancelled, and stands in the audit log', async () => {
  await saveProject(store.client, newProject({ project: 'tuned', detection: SETTINGS }));
  const { status, answer } = await ask({ ...TIME, signals: ['rage-click'] }, 'tuned');
  expect(status).toBe(200);
  expect(schema.parse(answer)).toMatchObject({ state: 'waiting', total: null, signals: ['rage-click'], dryRun: false });
  expect(answer).toMatchObject({ from: '2026-11-01T00:00:00.000Z', to: '2026-11-08T06:30:00.000Z' });
  const stored = (await findPreview(store.client, 'tuned', answer.id)) as StoredPreview;
  expect(stored).toMatchObject({ proposed: SETTINGS, redetection: { signals: ['rage-click'], dryRun: false } });
  const [entry] = await listAudit(store.client, { project: 'tuned', kind: 'redetected', limit: 5 });
  expect(entry).toMatchObject({ subject: answer.id, why: 'Signals: rage-click.' });
  expect((await send('DELETE', `/api/v1/redetections/${answer.id}`, { project: 'tuned' })).status).toBe(204);
  expect((await send('GET', `/api/v1/redetections/${answer.id}`, { project: 'tuned' })).answer.state).toBe('cancelled');
});

it('that writes nothing is in no audit log', async () => {
  expect((await ask({ ...TIME, dryRun: true }, 'dry')).answer).toMatchObject({ dryRun: true, signals: [] });
  expect(await listAudit(store.client, { project: 'dry', kind: 'redetected', limit: 5 })).toEqual([]);
});

it('is no preview, and a preview is none', async () => {
  const { id } = (await ask(TIME, 'kinds')).answer;
  expect((await send('GET', `/api/v1/previews/${id}`, { project: 'kinds' })).answer.name).toBe('unknown_preview');
  const body = { detection: SETTINGS };
  const preview = (await send('POST', '/api/v1/previews', { body, project: 'kinds' })).answer;
  const asked = await send('GET', `/api/v1/redetections/${preview.id}`, { project: 'kinds' });
  expect(asked.answer.name).toBe('unknown_redetection');
});

it.each([
  ['no time', {}],
  ['a time that is none', { ...TIME, from: 'yesterday' }],
  ['an end before its beginning', { from: TIME.to, to: TIME.from }],
  ['an unknown signal', { ...TIME, signals: ['rage'] }],
  ['more than there is to say', { ...TIME, fast: true }],
])('with %s is refused in words', async (_, body) => {
  const { status, answer } = await ask(body);
  expect([status, answer.name]).toEqual([400, 'bad_body']);
});
