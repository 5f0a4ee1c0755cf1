import { openClient, saveSessions } from '@falter/store';
import type { Session, SessionList } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { writeCursor } from './cursor.ts';
import * as schemas from './schemas.ts';
import { session, sessionId, T0, testApi } from './test-api.ts';

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
  it('is filtered by every parameter, and by all at once', async () => {
    const rage = [{ signal: 'rage-click', count: 1 }];
    await save(
      'filtered',
      { id: sessionId('calm') },
      { id: sessionId('raging'), firstSeenAt: T0 + 1000, findings: rage, score: 30 },
      { id: sessionId('robot'), firstSeenAt: T0 + 2000, bot: true, score: 60, search: 'crawl über' },
      { id: sessionId('early'), firstSeenAt: T0 - 1000, findings: rage, score: 90 },
    );
    const filtered = (query: Record<string, string>) => names('filtered', query);
    expect(await filtered({ signal: 'rage-click' })).toEqual(['raging', 'early']);
    expect(await filtered({ signal: 'dead-click' })).toEqual([]);
    expect(await filtered({ minScore: '60' })).toEqual(['robot', 'early']);
    expect(await filtered({ bots: 'exclude' })).toEqual(['raging', 'calm', 'early']);
    expect(await filtered({ bots: 'include' })).toHaveLength(4);
    expect(await filtered({ sort: 'score' })).toEqual(['early', 'robot', 'raging', 'calm']);
    expect(await filtered({ q: ' ÜBER ' })).toEqual(['robot']);
    expect(await filtered({ q: sessionId('calm') })).toEqual(['calm']);
    expect(await filtered({ from: `${T0}`, to: `${T0 + 2000}` })).toEqual(['raging', 'calm']);
    expect(await filtered({ from: '2026-11-21T12:00:01Z' })).toEqual(['robot', 'raging']);
    expect(await filtered({ to: '2026-11-21T12:00:00Z' })).toEqual(['early']);
    const all = { signal: 'rage-click', q: 'pay now', from: `${T0}`, minScore: '30', bots: 'exclude', sort: 'score' };
    expect(await filtered(all)).toEqual(['raging']);
  });

  it('takes an empty parameter like an absent one, and leaves unknown ones alone', async () => {
    await save('empty', { id: sessionId('only') });
    const empty = { signal: '', q: '', from: '', to: '', cursor: '', limit: '', minScore: '', sort: '', bots: '' };
    expect(await names('empty', empty)).toEqual(['only']);
    expect(await names('empty', { _: '1' })).toEqual(['only']);
  });
});

describe('pages of GET /api/v1/sessions', () => {
  const many = Array.from({ length: 107 }, (_, n) => ({
    id: sessionId(`${n}`),
    firstSeenAt: T0 + Math.floor(n / 4),
    score: (n * 37) % 10,
  }));

  it.each(['recent', 'score'])('by %s hold every session once, in order, whatever their length', async (sort) => {
    await save(`paged-${sort}`, ...many);
    const whole = idsOf(await list(`paged-${sort}`, { sort, limit: '200' }));
    expect(whole).toHaveLength(107);
    for (const limit of ['7', '50', '106', '107', '108']) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: SessionList = await list(`paged-${sort}`, { sort, limit, cursor });
        expect(page.sessions.length).toBeLessThanOrEqual(Number(limit));
        expect(page.sessions.length).toBeGreaterThan(0);
        seen.push(...idsOf(page));
        cursor = page.next;
      }
      expect(seen, limit).toEqual(whole);
    }
  });

  it('have 50 sessions when nothing else is asked for', async () => {
    await save('fifty', ...many);
    const page = await list('fifty', {});
    expect(page.sessions).toHaveLength(50);
    expect(page.next).toMatch(/^[\w-]+$/);
  });

  it('stay where they are when new sessions come in between', async () => {
    await save('moving', ...many.slice(0, 10));
    const first = await list('moving', { limit: '5' });
    await save('moving', { id: sessionId('new'), firstSeenAt: T0 + 1e6 });
    const second = await list('moving', { limit: '5', cursor: first.next ?? '' });
    expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(10);
    expect(second.next).toBeNull();
  });

  it('refuse a cursor of another sort, and what is no cursor', async () => {
    const last = { beforeScore: 1, beforeAt: T0, beforeId: sessionId('x') };
    const refused = [
      { sort: 'score', cursor: writeCursor('recent', last) },
      { sort: 'recent', cursor: writeCursor('score', last) },
      { cursor: 'abc' },
      { cursor: "' OR 1=1 --" },
      { cursor: 'x'.repeat(257) },
      { cursor: Buffer.from('recent.1.9e99.x').toString('base64url') },
    ];
    for (const query of refused) {
      const problem = await refusal(
        await get('paged-recent', `?${new URLSearchParams(query as Record<string, string>)}`),
      );
      expect(problem, JSON.stringify(query)).toMatchObject({ status: 400, name: 'bad_parameter' });
      expect(problem.detail).toMatch(/^`cursor`: expected the `next` of an answer/);
    }
  });
});

describe('a parameter that cannot be', () => {
  it.each([
    ['signal=no-such-signal', '`signal`: expected one of dead-click, rage-click.'],
    ['limit=0', '`limit`: expected a whole number from 1 to 200.'],
    ['limit=201', '`limit`: expected a whole number from 1 to 200.'],
    ['limit=1e9', '`limit`: expected a whole number from 1 to 200.'],
    ['limit=1000000000', '`limit`: expected a whole number from 1 to 200.'],
    ['limit=-1', '`limit`: expected a whole number from 1 to 200.'],
    ['limit=5.5', '`limit`: expected a whole number from 1 to 200.'],
    ['minScore=101', '`minScore`: expected a whole number from 0 to 100.'],
    ['minScore=NaN', '`minScore`: expected a whole number from 0 to 100.'],
    ['sort=newest', '`sort`: expected one of recent, score.'],
    ['sort=score`', '`sort`: expected one of recent, score.'],
    ['sort=constructor', '`sort`: expected one of recent, score.'],
    ['bots=yes', '`bots`: expected one of include, exclude, only.'],
    ['from=yesterday', '`from`: expected a time as ISO 8601 (2026-11-21T12:00:00Z) or in milliseconds since 1970.'],
    [
      'to=9223372036854775808',
      '`to`: expected a time as ISO 8601 (2026-11-21T12:00:00Z) or in milliseconds since 1970.',
    ],
    ['from=2&to=1', '`from`: expected a time that is not after `to`.'],
    [`q=${'x'.repeat(2_001)}`, '`q`: expected a text of at most 2000 characters.'],
    ['limit=1&limit=2', '`limit`: expected a whole number from 1 to 200, once.'],
    ['sort=x&bots=y', '`sort`: expected one of recent, score. `bots`: expected one of include, exclude, only.'],
  ])('is 400 and says what was expected: %s', async (query, detail) => {
    expect(await refusal(await get('refused', `?${query}`))).toEqual({ status: 400, name: 'bad_parameter', detail });
  });

  it('H42: a range without an end is what the store can hold', async () => {
    await save('range', { id: sessionId('only') });
    expect(await names('range', { from: '0', to: '8640000000000000' })).toEqual(['only']);
    expect(await names('range', { from: '-8640000000000000', to: '9999-12-31T23:59:59Z' })).toEqual(['only']);
    expect(await names('range', { from: '8640000000000000' })).toEqual([]);
    expect((await get('range', '?from=0&to=9223372036854775807')).status).toBe(400);
  });
});

describe('H40: SQL in a filter', () => {
  const hostile = [
    "' OR 1=1--",
    "') OR ('' = '",
    '{x:String}',
    '{signal:String}',
    '; DROP TABLE sessions',
    "file('/etc/passwd')",
    "url('http://127.0.0.1:1/')",
    '`id`',
    "\\' OR 1=1 --",
    '%',
    '_',
    '%00',
    '\u0000',
    '(a+)+$',
    "'; SELECT * FROM system.users; --",
    'FORMAT JSON',
    '../../../etc/passwd',
    "x' INTO OUTFILE '/tmp/falter-out",
  ];

  it('is searched for as text, or refused, on a store that could not even write', async () => {
    await save('hostile', { id: sessionId('only') });
    const reader = openClient({ url: store.url, readonly: true });
    const { get } = testApi(reader, 'hostile');
    for (const text of hostile) {
      const found = await get(`/api/v1/sessions?${new URLSearchParams({ q: text })}`);
      expect(found.status, text).toBe(200);
      expect(await found.json()).toEqual({ sessions: [], next: null });
      for (const name of ['signal', 'from', 'to', 'minScore', 'sort', 'bots', 'cursor', 'limit']) {
        const refused = await get(`/api/v1/sessions?${new URLSearchParams({ [name]: text })}`);
        expect(refused.status, `${name}=${text}`).toBe(400);
        expect(await refused.text()).not.toMatch(/DB::Exception|SELECT|Code: \d/);
      }
    }
    expect(await names('hostile', {})).toEqual(['only']);
    await reader.close();
  });

  it('is found where a page really says it', async () => {
    const search = hostile.join(' ').toLowerCase();
    await save('hostile-text', { id: sessionId('only'), search });
    for (const text of hostile) expect(await names('hostile-text', { q: text }), text).toEqual(['only']);
  });
});
