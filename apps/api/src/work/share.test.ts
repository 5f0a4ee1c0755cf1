import { createHash } from 'node:crypto';
import { insertAssets, insertBatches, listAudit, listShares, saveSessions, saveShare } from '@falter/store';
import type { ShareMade } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { batch, session, sessionId, type TestApi, testApi } from '../test-api.ts';
import { SHARED } from './shared-access.ts';

const store = useStore();
const SESSION = sessionId('shared');
const OTHER = sessionId('private');
/** What draws the picture, a text of the page with the words of others among it. */
const DRAWN = [
  { type: 3, timestamp: 1, data: { source: 0, texts: [{ id: 1, value: '"type":6,"falter/person@1"' }] } },
  { type: 6, timestamp: 2, data: { plugin: 'falter/asset@1', payload: {} } },
  { type: 3, timestamp: 3, data: { source: 2, type: 6, id: 1 } },
]
  .map((event) => JSON.stringify(event))
  .join('\n');

/** What the site says of who it was, in whatever order a recorder writes it, and what else is said beside the picture. */
const SAID = [
  DRAWN,
  JSON.stringify({ type: 6, timestamp: 4, data: { plugin: 'falter/person@1', payload: { id: 'ada@shop.example' } } }),
  '{"data":{"plugin":"falter\\/attributes@1","payload":{"plan":"gold"}},"timestamp":5,"type": 6}',
  JSON.stringify({ type: 6, timestamp: 6, data: { plugin: 'falter/track@1', payload: { name: 'paid by card' } } }),
  JSON.stringify({
    type: 6,
    timestamp: 7,
    data: { plugin: 'falter/console@1', payload: { text: 'said to somebody' } },
  }),
  JSON.stringify({ type: 5, timestamp: 8, data: { tag: 'user', payload: 'ada@shop.example' } }),
].join('\n');

let api: TestApi;
let ann: { cookie: string };

beforeAll(async () => {
  api = testApi(store.client, 'p');
  ann = await api.as('support', { name: 'Ann' });
  for (const id of [SESSION, OTHER]) {
    await insertBatches(store.client, [batch({ session: id }), batch({ session: id, seq: 1, lines: SAID })]);
    await saveSessions(store.client, [session({ id, person: 'ada@shop.example', traits: { plan: 'gold' } })], 1);
  }
});

const json = { 'content-type': 'application/json' };

async function share(hours = 24): Promise<ShareMade & { token: string }> {
  const place = `/api/v1/sessions/${SESSION}/shares`;
  const response = await api.app.request(place, {
    method: 'POST',
    headers: { ...ann, ...json },
    body: JSON.stringify({ hours }),
  });
  expect(response.status).toBe(200);
  const made = (await response.json()) as ShareMade;
  return { ...made, token: made.path.split('#')[1] ?? '' };
}

async function open(token: string, id = SESSION): Promise<{ status: number; cookie: string; line: string }> {
  const body = JSON.stringify({ token });
  const response = await api.app.request(`${SHARED}/${id}/open`, { method: 'POST', headers: json, body });
  const line = response.headers.get('set-cookie') ?? '';
  return { status: response.status, cookie: line.split(';')[0] ?? '', line };
}

const look = async (path: string, cookie: string) => api.app.request(`${SHARED}/${path}`, { headers: { cookie } });

describe('a shared link', () => {
  it('shows its session, findings and recording without an account, and not who it was', async () => {
    const { token, path } = await share();
    expect(path).toBe(`/shared/${SESSION}#${token}`);
    const { cookie, line } = await open(token);
    expect(line).toMatch(new RegExp(`Path=${SHARED}/${SESSION}; HttpOnly; SameSite=Strict`));
    const detail = await (await look(SESSION, cookie)).text();
    expect(JSON.parse(detail)).toMatchObject({ id: SESSION, person: '', traits: {} });
    expect(detail).not.toMatch(/ada@|gold/);
    expect((await look(`${SESSION}/findings`, cookie)).status).toBe(200);
    const recording = await look(`${SESSION}/recording`, cookie);
    expect(await recording.text()).toBe(`{"type":4}\n{"type":2}\n${DRAWN}\n`);
    const expanded = await look(`${SESSION}/recording?assets=expanded`, cookie);
    expect(await expanded.text()).not.toMatch(/ada@|gold|said to somebody|card/);
    expect(recording.headers.get('cache-control')).toBe('no-store');
  });

  it('shows nothing else', async () => {
    const { cookie } = await open((await share()).token);
    for (const path of [OTHER, `${OTHER}/recording`]) expect((await look(path, cookie)).status).toBe(404);
    for (const path of ['sessions', `sessions/${SESSION}`, `sessions/${SESSION}/work`, 'dashboard', 'me'])
      expect((await api.app.request(`/api/v1/${path}`, { headers: { cookie } })).status).toBe(401);
    expect((await open((await share()).token, OTHER)).status).toBe(404);
  });

  it('shows the files that its recording names, and no others', async () => {
    const [named, foreign] = ['a', 'b'].map((text) => createHash('sha256').update(text).digest('base64url'));
    const kept = (hash: string | undefined, text: string) => ({
      ...{ project: 'p', hash: hash ?? '', kind: 'css' as const, type: 'text/css' },
      ...{ bytes: Buffer.from(text), storedAt: Date.now() },
    });
    await insertAssets(store.client, [kept(named, 'a'), kept(foreign, 'b')]);
    await insertBatches(store.client, [batch({ session: SESSION, seq: 2, assets: [named ?? ''] })]);
    const { cookie } = await open((await share()).token);
    expect((await look(`${SESSION}/assets/${named}`, cookie)).status).toBe(200);
    expect((await look(`${SESSION}/assets/${foreign}`, cookie)).status).toBe(404);
  });

  it.each([
    ['no cookie', ''],
    ['a forged one', 'falter-share=AAAA'],
    ['an empty one', 'falter-share='],
  ])('opens nothing with %s', async (_, cookie) => {
    await share();
    for (const path of [SESSION, `${SESSION}/findings`, `${SESSION}/recording`, `${SESSION}/parts`]) {
      const response = await look(path, cookie);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ name: 'unknown_share' });
    }
  });

  it('is over when its time is, and when somebody ends it', async () => {
    const key = { project: 'p', session: SESSION };
    const { id, token } = await share(1);
    const { cookie } = await open(token);
    const made = (await listShares(store.client, key)).find((one) => one.id === id);
    if (!made) throw new Error('the link is not stored');
    expect(made.expiresAt - made.sharedAt).toBe(3_600_000);
    const past = { ...made, id: 'past', tokenHash: createHash('sha256').update('past').digest('hex') };
    await saveShare(store.client, key, { ...past, expiresAt: Date.now() - 1 });
    expect((await open('past')).status).toBe(404);

    const place = `/api/v1/sessions/${SESSION}/shares/${id}`;
    expect((await api.app.request(place, { method: 'DELETE', headers: { ...ann, ...json } })).status).toBe(200);
    expect((await look(SESSION, cookie)).status).toBe(404);
    expect((await open(token)).status).toBe(404);
  });

  it('stands in the audit log, as does who looks by it, and the token stands nowhere', async () => {
    const { id, token } = await share();
    const { cookie } = await open(token);
    await (await look(`${SESSION}/recording`, cookie)).text();
    const log = await listAudit(store.client, { project: 'p', kind: '', limit: 200 });
    const of = log.filter(({ subject }) => subject === SESSION);
    expect(of.filter(({ kind, why }) => kind === 'shared-session' && why.includes(id))).toHaveLength(1);
    expect(of).toContainEqual(
      expect.objectContaining({ kind: 'watched-session', whoKind: 'shared-link', who: 'Link of Ann' }),
    );
    const shares = JSON.stringify(await listShares(store.client, { project: 'p', session: SESSION }));
    expect(JSON.stringify(log) + shares).not.toContain(token);
  });

  it('is made for an hour, a day, a week or thirty days', async () => {
    const place = `/api/v1/sessions/${SESSION}/shares`;
    const body = JSON.stringify({ hours: 100_000 });
    const response = await api.app.request(place, { method: 'POST', headers: { ...ann, ...json }, body });
    expect(await response.json()).toMatchObject({
      name: 'bad_body',
      detail: '`hours`: expected one of 1, 24, 168, 720.',
    });
  });
});
