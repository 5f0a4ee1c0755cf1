import type { Cause, Finding, Session } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { session as someSession, T0 } from '../test/some-session.ts';
import { saveFindings } from './findings.ts';
import {
  ISSUES_START,
  type IssueDecisionRow,
  type IssueQuestion,
  listIssueDecisions,
  listIssueExamples,
  listIssueParts,
  listIssues,
  saveIssueDecision,
} from './issues.ts';
import { listRecentSessions, START } from './session-list.ts';
import { saveSessions } from './sessions.ts';

const store = useStore();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const cause = (id: string, title = id): Cause => ({ id, kind: 'element', title, stack: '' });

function finding(values: Partial<Finding>): Finding {
  return {
    ...{ id: 'f', signal: 'rage-click', version: 1, tab: 't', at: T0, until: T0, page: 'https://a.example/cart' },
    ...{ target: null, evidence: [], why: 'Because.', confidence: 1, provisional: false },
    ...values,
  };
}

/** A visit in which these were found. */
async function visit(values: Partial<Session> & { id: string; project: string }, found: Finding[], revision = 1) {
  const firstSeenAt = values.firstSeenAt ?? T0;
  const key = { project: values.project, session: values.id, firstSeenAt, revision };
  const session = someSession({ score: 50, findings: [{ signal: 'rage-click', count: 1 }], ...values });
  await saveFindings(store.client, key, { save: found, withdraw: [] });
  await saveSessions(store.client, [session], revision);
  return key;
}

function question(project: string, values: Partial<IssueQuestion> = {}): IssueQuestion {
  return {
    ...{ project, issue: '', from: T0 - DAY, to: T0 + DAY, since: 0, newSince: T0 - HOUR, state: '', signal: '' },
    ...{ q: '', bots: false, sort: 'sessions', buckets: 4, limit: 50 },
    ...values,
  };
}

const list = (project: string, values: Partial<IssueQuestion> = {}) =>
  listIssues(store.client, question(project, values), ISSUES_START);

const decide = (project: string, values: Partial<IssueDecisionRow>, at = T0 + 1) => {
  const decision = { project, issue: 'i', state: 'resolved', release: '', decidedBy: 'Ann', note: 'why' } as const;
  return saveIssueDecision(store.client, { ...decision, ...values }, at);
};

describe('issues', () => {
  it('are counted by sessions and persons, with signals, pages, first and last time, and a trend', async () => {
    const project = 'counts';
    const both = [
      finding({ id: 'rage', cause: cause('pay', 'button "Pay" does not answer') }),
      finding({ id: 'dead', signal: 'dead-click', cause: cause('pay', 'button "Pay" does not answer') }),
      finding({ id: 'other', page: 'https://a.example/tea/1', cause: cause('other') }),
      finding({ id: 'old' }),
    ];
    await visit({ project, id: 'long-ago', firstSeenAt: T0 - 3 * DAY, release: '0.9' }, [both[0]!]);
    await visit({ project, id: 'one', firstSeenAt: T0 - DAY, person: 'ann', release: '1.0', score: 20 }, both);
    await visit({ project, id: 'two', firstSeenAt: T0 + HOUR, person: 'ann', release: '1.1', score: 40 }, [both[1]!]);
    await visit({ project, id: 'robot', firstSeenAt: T0, bot: true }, [both[0]!]);
    const rows = await list(project);
    expect(rows.map(({ id }) => id)).toEqual(['pay', 'other']);
    expect(rows[0]).toMatchObject({
      ...{ title: 'button "Pay" does not answer', kind: 'element', state: 'ongoing' },
      ...{ signals: ['dead-click', 'rage-click'], pages: ['/cart'], sessions: 2, persons: 1, meanScore: 30 },
      ...{ firstSeenAt: T0 - 3 * DAY, lastSeenAt: T0 + HOUR, firstRelease: '0.9', lastRelease: '1.1' },
      ...{ trend: [1, 0, 1, 0], decided: '', rank: 2 },
    });
    expect((await list(project, { bots: true }))[0]?.sessions).toBe(3);
    const ids = async (values: Partial<IssueQuestion>) => (await list(project, values)).map(({ id }) => id);
    expect(await ids({ signal: 'dead-click' })).toEqual(['pay']);
    expect(await ids({ q: 'TEA' })).toEqual(['other']);
    expect(await ids({ q: 'does not' })).toEqual(['pay']);
    expect(await ids({ sort: 'first' })).toEqual(['other', 'pay']);
    expect(await ids({ issue: 'other' })).toEqual(['other']);
    const [first] = rows;
    const after = { beforeRank: first!.rank, beforeId: first!.id };
    expect((await listIssues(store.client, question(project), after)).map(({ id }) => id)).toEqual(['other']);
  });

  it('forget what was withdrawn or is called otherwise now', async () => {
    const project = 'changed';
    const found = finding({ cause: cause('before') });
    await visit({ project, id: 'one' }, [found]);
    const key = await visit({ project, id: 'two' }, [found]);
    await saveFindings(store.client, { ...key, revision: 2 }, { save: [], withdraw: [found] });
    await visit({ project, id: 'one' }, [{ ...found, cause: cause('after') }], 2);
    expect((await list(project)).map(({ id, sessions }) => [id, sessions])).toEqual([['after', 1]]);
  });

  it('are the filter of the session list, and nobody else has them', async () => {
    const project = 'filter';
    await visit({ project, id: 'with' }, [finding({ cause: cause('i') })]);
    await visit({ project, id: 'without' }, [finding({ cause: cause('j') })]);
    const all = {
      project,
      signal: '',
      words: [],
      terms: [],
      liveSince: 0,
      code: '',
      person: '',
      from: 0,
      to: T0 + DAY,
      minScore: 0,
      bots: true,
    };
    const more = { onlyBots: false, flagged: false, device: '', browser: '', release: '', page: '', limit: 10 };
    const filter = { ...all, ...more, foundOn: '', element: '', issue: 'i' };
    const sessions = await listRecentSessions(store.client, filter, START);
    expect(sessions.map(({ id }) => id)).toEqual(['with']);
    expect(await list('nobody')).toEqual([]);
  });
});

describe('the state of an issue', () => {
  const state = async (project: string) => (await list(project, { issue: 'i' }))[0]?.state;
  const found = [finding({ cause: cause('i') })];

  it('is new for a while, ongoing then', async () => {
    await visit({ project: 'fresh', id: 'a' }, found);
    expect(await state('fresh')).toBe('new');
    await visit({ project: 'fresh', id: 'b', firstSeenAt: T0 - 2 * HOUR }, found);
    expect(await state('fresh')).toBe('ongoing');
  });

  it('is muted until it is opened', async () => {
    const project = 'muted';
    await visit({ project, id: 'a' }, found);
    await decide(project, { state: 'muted' });
    await visit({ project, id: 'b', firstSeenAt: T0 + HOUR }, found);
    const [row] = await list(project);
    expect(row).toMatchObject({ state: 'muted', decided: 'muted', decidedBy: 'Ann', note: 'why', decidedAt: T0 + 1 });
    expect(await list(project, { state: 'open' })).toEqual([]);
    await decide(project, { state: 'open' }, T0 + 2);
    expect(await state(project)).toBe('new');
    const history = await listIssueDecisions(store.client, { project, issue: 'i' });
    expect(history.map((row) => row.state)).toEqual(['open', 'muted']);
  });

  it('is resolved until it is seen in a session that began later', async () => {
    const project = 'resolved';
    await visit({ project, id: 'a' }, found);
    await decide(project, {});
    expect(await state(project)).toBe('resolved');
    expect((await list(project, { from: T0 + HOUR, state: 'resolved' })).map(({ id }) => id)).toEqual(['i']);
    expect(await list(project, { from: T0 + HOUR })).toEqual([]);
    await visit({ project, id: 'b', firstSeenAt: T0 + HOUR }, found);
    expect(await state(project)).toBe('regressed');
    expect((await list(project, { state: 'open' })).map(({ id }) => id)).toEqual(['i']);
  });

  it('resolved in a release stays so where an older one is still in use', async () => {
    const project = 'releases';
    await visit({ project, id: 'a', release: '1.0' }, found);
    await decide(project, { release: '2.0' });
    await visit({ project, id: 'b', release: '1.0', firstSeenAt: T0 + HOUR }, found);
    await visit({ project, id: 'c', release: '1.5', firstSeenAt: T0 + 2 * HOUR }, found);
    expect(await state(project)).toBe('resolved');
    await visit({ project, id: 'd', release: '2.0', firstSeenAt: T0 + 3 * HOUR }, []);
    await visit({ project, id: 'e', release: '1.0', firstSeenAt: T0 + 4 * HOUR }, found);
    expect(await state(project)).toBe('resolved');
    await visit({ project, id: 'f', release: '2.1', firstSeenAt: T0 + 5 * HOUR }, found);
    expect(await state(project)).toBe('regressed');
  });

  it('resolved in a release is seen again in that very release', async () => {
    const project = 'same-release';
    await visit({ project, id: 'a', release: '1.0' }, found);
    await decide(project, { release: '1.1' });
    await visit({ project, id: 'b', release: '1.1', firstSeenAt: T0 + HOUR }, found);
    expect(await state(project)).toBe('regressed');
  });
});

describe('one issue', () => {
  it('is told by release, page, browser and device, and by its newest findings, one of each session', async () => {
    const project = 'one';
    const stack = 'at total (https://a.example/app.js:1:1)';
    const errors = [
      finding({ id: 'first', at: T0 + 5, cause: { ...cause('i'), stack } }),
      finding({ id: 'second', at: T0 + 9, cause: cause('i') }),
    ];
    await visit({ project, id: 'one', release: '1.0', browser: 'Firefox 140' }, errors);
    await visit({ project, id: 'two', release: '', browser: 'Firefox 141', firstSeenAt: T0 + HOUR }, [errors[0]!]);
    const of = { project, issue: 'i', since: 0, bots: false };
    const parts = await listIssueParts(store.client, of);
    const names = (part: string) =>
      parts.filter((row) => row.part === part).map(({ name, sessions }) => [name, sessions]);
    expect(names('release')).toEqual([
      ['unknown', 1],
      ['1.0', 1],
    ]);
    expect(names('browser')).toEqual([['Firefox', 2]]);
    expect(names('page')).toEqual([['/cart', 2]]);
    expect(names('device')).toEqual([['desktop', 2]]);
    const examples = await listIssueExamples(store.client, of, 5);
    expect(examples.map(({ session, id }) => [session, id])).toEqual([
      ['two', 'first'],
      ['one', 'first'],
    ]);
    expect(examples[0]).toMatchObject({ stack, why: 'Because.', at: T0 + 5, browser: 'Firefox 141', score: 50 });
    expect(await listIssueExamples(store.client, of, 1)).toHaveLength(1);
  });
});
