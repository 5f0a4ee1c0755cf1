import type { Session } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { session, T0 } from '../test/some-session.ts';
import type { Client } from './client.ts';
import { listRecentSessions, listSessionsByScore, type SessionFilter, START } from './session-list.ts';
import { findSession, saveSessions } from './sessions.ts';

function filter(values: Partial<SessionFilter>): SessionFilter {
  const all = {
    project: 'p',
    signal: '',
    words: [],
    terms: [],
    liveSince: 0,
    from: 0,
    to: T0 + 1e10,
    minScore: 0,
    bots: true,
    limit: 50,
  };
  const more = { onlyBots: false, flagged: false, device: '', browser: '', release: '', code: '', person: '' };
  return { ...all, ...more, page: '', foundOn: '', element: '', issue: '', ...values };
}

/** An id as the snippet makes them: shorter texts are no ids. */
const CALM = 'calm-0123456789abcdef';

describe('the list of sessions', () => {
  const store = useStore();
  const ids = (sessions: Session[]) => sessions.map(({ id }) => id);

  it('shows them as they were last written', async () => {
    const project = 'last-listed';
    const last = session({ project, id: 'a', score: 40, closed: true, findings: [{ signal: 'rage-click', count: 2 }] });
    await saveSessions(store.client, [last], 2);
    await saveSessions(store.client, [session({ project, id: 'a' })], 1);
    for (const list of [listRecentSessions, listSessionsByScore])
      expect(await list(store.client, filter({ project }), START)).toEqual([last]);
  });

  it('are filtered by signal, score, text, time and bots, as they are now and not as they were', async () => {
    const project = 'filtered';
    const rage = [{ signal: 'rage-click', count: 1 }];
    await saveSessions(
      store.client,
      [
        session({ project, id: CALM }),
        session({ project, id: 'raging', findings: rage, score: 30 }),
        session({ project, id: 'robot', bot: true, search: 'CRAWL über'.toLowerCase() }),
        session({ project, id: 'early', firstSeenAt: T0 - 1000, findings: rage }),
      ],
      1,
    );
    await saveSessions(store.client, [session({ project, id: 'early', firstSeenAt: T0 - 1000 })], 2);
    const list = async (values: Partial<SessionFilter>) =>
      ids(await listRecentSessions(store.client, filter({ project, ...values }), START));
    expect(await list({})).toEqual(['robot', 'raging', CALM, 'early']);
    expect(await list({ signal: 'rage-click' })).toEqual(['raging']);
    expect(await list({ signal: 'dead-click' })).toEqual([]);
    expect(await list({ minScore: 30 })).toEqual(['raging']);
    expect(await list({ bots: false })).toEqual(['raging', CALM, 'early']);
    expect(await list({ words: ['ÜBER'] })).toEqual(['robot']);
    expect(await list({ words: [CALM] })).toEqual([CALM]);
    expect(await list({ from: T0 })).toEqual(['robot', 'raging', CALM]);
    expect(await list({ to: T0 })).toEqual(['early']);
    expect(await list({ words: ["' OR 1=1 --"] })).toEqual([]);
    expect(await list({ words: ['%'] })).toEqual([]);
  });

  it('are found by person, by what the site said of them, and by their support code', async () => {
    const project = 'persons';
    const notes = [{ kind: 'mark' as const, tab: 'tab-a', at: T0, text: 'checkout' }];
    const said = { person: 'ann', traits: { mail: 'ann@shop.example' }, attributes: { plan: 'gold' }, notes };
    const ann = session({ project, id: 'a1', ...said, supportCode: '7K2M-Q9XD', search: 'ann\nann@shop.example' });
    const before = session({ project, id: 'a0', person: 'ann', firstSeenAt: T0 - 9e9 });
    await saveSessions(store.client, [ann, before, session({ project, id: 'b', person: 'bo' })], 1);
    await saveSessions(store.client, [session({ project, id: 'c', person: 'ann' })], 1);
    await saveSessions(store.client, [session({ project, id: 'c', person: 'cleo' })], 2);
    const list = async (values: Partial<SessionFilter>) =>
      ids(await listRecentSessions(store.client, filter({ project, ...values }), START));
    expect(await list({ person: 'ann' })).toEqual(['a1', 'a0']);
    expect(await list({ person: 'an' })).toEqual([]);
    expect(await list({ person: "ann' OR 1=1 --" })).toEqual([]);
    expect(await list({ words: ['Shop.Example'], from: T0 })).toContain('a1');
    expect(await list({ words: ['7k2mq9xd'], code: '7K2M-Q9XD' })).toEqual(['a1']);
    expect(ids(await listSessionsByScore(store.client, filter({ project, person: 'ann' }), START))).toHaveLength(2);
    expect(await findSession(store.client, { project, session: 'a1' })).toEqual(ann);
    const [listed] = await listRecentSessions(store.client, filter({ project, code: '7K2M-Q9XD' }), START);
    expect(listed).toMatchObject({ notes: [] });
  });

  it('are paged without a gap or a repeat, by time and by score', async () => {
    const project = 'paged';
    const many = Array.from({ length: 23 }, (_, n) =>
      session({ project, id: `s${n}`, firstSeenAt: T0 + Math.floor(n / 3), score: (n * 7) % 10 }),
    );
    await saveSessions(store.client, many, 1);
    for (const list of [listRecentSessions, listSessionsByScore]) {
      const seen: Session[] = [];
      let cursor = START;
      for (;;) {
        const page = await list(store.client, filter({ project, limit: 5 }), cursor);
        seen.push(...page);
        const last = page.at(-1);
        if (!last || page.length < 5) break;
        cursor = { beforeScore: last.score, beforeAt: last.firstSeenAt, beforeId: last.id };
      }
      expect(new Set(ids(seen)).size).toBe(23);
      expect(seen).toHaveLength(23);
    }
    const scores = (await listSessionsByScore(store.client, filter({ project }), START)).map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('fills its page where one session was written a thousand times', async () => {
    const project = 'rewritten';
    const written = Array.from({ length: 1_000 }, (_, revision) => revision);
    // Each in an insert of its own, as a detector does it, would take a minute; the engine keeps all rows of one as well.
    await store.client.insert(
      'sessions',
      written.map((revision) => ({
        ...{ project, session: 'busy', first_seen_at: new Date(T0 + 1).toISOString(), revision, score: revision % 7 },
      })),
    );
    await saveSessions(store.client, [session({ project, id: 'busy', firstSeenAt: T0 + 1, score: 3 })], 1_000);
    const others = Array.from({ length: 6 }, (_, n) => session({ project, id: `s${n}`, score: 2 }));
    await saveSessions(store.client, others, 1);
    for (const list of [listRecentSessions, listSessionsByScore]) {
      const page = await list(store.client, filter({ project, limit: 5 }), START);
      expect(ids(page)).toEqual(['busy', 's5', 's4', 's3', 's2']);
      expect(page[0]?.score).toBe(3);
    }
  });

  it('keeps a session that is written anew while it is being listed', async () => {
    const project = 'overtaken';
    await saveSessions(store.client, [session({ project, id: 'a', score: 5 }), session({ project, id: 'b' })], 1);
    let revision = 1;
    const meanwhile: Client = {
      ...store.client,
      async rows(sql, params) {
        const rows = await store.client.rows(sql, params);
        if (sql.includes('{table:Identifier}') && revision === 1)
          await saveSessions(store.client, [session({ project, id: 'a', score: 9 })], ++revision);
        return rows as never;
      },
    };
    const page = await listRecentSessions(meanwhile, filter({ project, minScore: 1 }), START);
    expect(page.map(({ id, score }) => [id, score])).toEqual([['a', 9]]);
  });
});
