import { createApi } from '@falter/app-api';
import { insertBatches, listAudit, type StoredBatch, saveSessions, saveSourceMap } from '@falter/store';
import type { RecordedEvent, StepList } from '@falter/wire';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { el, page, type RecordingBuilder, STARTED_AT } from '../../../../packages/detector/src/recording-builder.ts';
import { useStore } from '../../../../test/engine.ts';
import { stepList } from '../../../api/src/step-schemas.ts';
import { batch, session, sessionId } from '../../../api/src/test-api.ts';
import { codeReader } from '../code-reader.ts';
import { StepsThreads } from './steps-threads.ts';

const store = useStore();
const threads = new StepsThreads();
const PROJECT = 'default';
const TOKEN = 'admin-token-of-a-test';
const TAB = 'tab-aaaaaaaaaaaaaaaa';
const OTHER = 'tab-bbbbbbbbbbbbbbbb';
let app: Hono;

const SHOP = [el('button', { id: 'pay' }, 'Pay now'), el('a', { id: 'cart', href: '/cart' }, 'Basket')];

beforeAll(() => {
  const secrets = { adminToken: TOKEN, cookieSecret: '0'.repeat(64) };
  const parts = { store: store.client, writer: store.client, project: PROJECT, signals: [] };
  app = createApi({ ...parts, ...secrets, steps: threads, code: codeReader }).app;
});

afterAll(() => threads.close());

async function keep(id: string, events: readonly RecordedEvent[], values: Partial<StoredBatch> = {}): Promise<void> {
  const lines = events.map((event) => JSON.stringify(event)).join('\n');
  const sizes = { events: events.length, bytes: lines.length };
  await insertBatches(store.client, [batch({ project: PROJECT, session: id, lines, ...sizes, ...values })]);
}

async function know(id: string, values = {}): Promise<void> {
  const known = { project: PROJECT, id, startedAt: STARTED_AT, endedAt: STARTED_AT + 60_000, closed: true };
  await saveSessions(store.client, [session({ ...known, ...values })], 1);
}

async function ask(id: string, query = ''): Promise<Response> {
  return app.request(`/api/v1/sessions/${id}/steps${query}`, { headers: { authorization: `Bearer ${TOKEN}` } });
}

async function steps(id: string, query = ''): Promise<StepList> {
  const response = await ask(id, query);
  expect(response.status, await response.clone().text()).toBe(200);
  return stepList.parse(await response.json());
}

function visit(): RecordingBuilder {
  const pays = page(...SHOP)
    .click('#pay')
    .wait(10);
  return pays.request({ url: 'https://shop.test/pay', status: 502 }, 3_100).wait(4_000).error().wait(5_000);
}

describe('GET /api/v1/sessions/ID/steps', () => {
  it('tells a stored recording in words, split in batches as it came, and writes down who looked', async () => {
    const id = sessionId('words');
    const { events } = visit();
    await keep(id, events.slice(0, 6), { seq: 0, hash: '0'.repeat(64) });
    await keep(id, events.slice(6), { seq: 1, hash: '1'.repeat(64) });
    await know(id);
    const { rows, stacks, leftOut, now } = await steps(id);
    expect(rows.map(({ at, text }) => [at, text])).toEqual([
      [0, 'opened /checkout'],
      [2_000, 'clicked “Pay now”'],
      [2_070, 'POST /pay failed with 502 after 3.1 s'],
      [6_070, 'TypeError: cart is undefined'],
    ]);
    expect(stacks).toMatchObject([
      { text: expect.stringContaining('at pay (https://shop.test/app.js:10:5)'), frames: [] },
    ]);
    expect([leftOut, now]).toEqual([[], null]);
    const watched = await listAudit(store.client, { project: PROJECT, kind: 'watched-session', limit: 10 });
    expect(watched.filter(({ subject }) => subject === id)).toHaveLength(1);
  });

  it('shows one tab, says when nothing is new, and reads again what grew', async () => {
    const id = sessionId('grows');
    await keep(id, visit().events);
    await keep(
      id,
      page(...SHOP)
        .wait(100)
        .click('#cart')
        .wait(100).events,
      { tab: OTHER },
    );
    await know(id, { closed: false });
    const all = await steps(id);
    const { rows } = await steps(id, `?tab=${OTHER}`);
    expect(new Set(rows.map(({ tab }) => tab))).toEqual(new Set([OTHER]));
    expect(rows.length).toBeLessThan(all.rows.length);
    expect(await steps(id, `?known=${all.version}`)).toMatchObject({ unchanged: true, rows: [], version: all.version });
    expect(all.now).toBeGreaterThan(0);
    const more = page(...SHOP)
      .wait(30_000)
      .navigate('https://shop.test/thanks')
      .wait(100);
    await keep(id, more.events.slice(-1), { tab: OTHER, seq: 1, hash: '2'.repeat(64) });
    await expect.poll(async () => (await steps(id, `?known=${all.version}`)).unchanged).toBe(false);
    expect((await steps(id)).rows.at(-1)?.text).toBe('went to /thanks');
  });

  it('concludes nothing from what a missing batch may have told, and says that it is missing', async () => {
    const id = sessionId('gap');
    const { events } = page(...SHOP)
      .click('#pay')
      .wait(9_000);
    await keep(id, events);
    await keep(
      id,
      page(...SHOP)
        .wait(9_000)
        .scroll()
        .wait(9_000)
        .events.slice(-1),
      { seq: 2, hash: '3'.repeat(64) },
    );
    await know(id);
    const { rows } = await steps(id);
    expect(rows.map(({ kind }) => kind)).toContain('missing');
    expect(rows.find(({ kind }) => kind === 'click')?.outcome).toBe('');
  });

  it('has stacks in original code where the release has source maps', async () => {
    const id = sessionId('mapped');
    await keep(id, visit().events);
    await know(id, { release: 'r1' });
    const by = { uploadedAt: Date.now(), uploadedBy: 'test' };
    const map = { version: 3, sources: ['src/pay.ts'], names: ['payNow'], mappings: `${';'.repeat(9)}AAAAA` };
    const of = { project: PROJECT, release: 'r1', url: 'https://shop.test/app.js' };
    await saveSourceMap(store.client, { ...of, map: JSON.stringify(map), bytes: 100, ...by });
    const { stacks } = await steps(id);
    expect(stacks[0]?.frames[0]).toMatchObject({ file: 'src/pay.ts', line: 1, mapped: true });
  });

  it('is refused where there is no recording, and for a parameter that is none', async () => {
    expect((await ask(sessionId('none'))).status).toBe(404);
    expect(await (await ask(sessionId('none'), '?tab=x')).json()).toMatchObject({ name: 'bad_parameter' });
  });
});

describe('the threads', () => {
  it('answer in order however many ask, and outlive a recording that is no JSON', async () => {
    async function* broken() {
      yield { tab: TAB, seq: 0, lines: '{"type":' };
    }
    async function* whole() {
      yield {
        tab: TAB,
        seq: 0,
        lines: visit()
          .events.map((event) => JSON.stringify(event))
          .join('\n'),
      };
    }
    const of = { startedAt: STARTED_AT, closed: true };
    const asked = [whole(), broken(), whole(), whole(), broken()].map((batches) => threads.read(batches, of));
    const told = await Promise.allSettled(asked);
    expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'rejected']);
    const counts = told.map((one) => (one.status === 'fulfilled' ? one.value.rows.length : 0));
    expect(counts).toEqual([4, 0, 4, 4, 0]);
  });
});
