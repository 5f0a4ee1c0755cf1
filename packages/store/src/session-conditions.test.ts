import { parseTerms, SEARCH_FIELDS } from '@falter/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { session, T0 } from '../test/some-session.ts';
import { saveFindings } from './findings.ts';
import { conditionsOf } from './session-conditions.ts';
import { listRecentSessions, listSessionsByScore, type SessionFilter, START } from './session-list.ts';
import { savePageViews, saveSessions } from './sessions.ts';
import { removeComment, saveComment } from './work/comments.ts';
import { changeTags } from './work/tags.ts';
import { saveWatch } from './work/watches.ts';

const project = 'searched';
const store = useStore();

const seen = {
  urls: ['https://shop.example/Checkout', 'https://shop.example/tea?sort=1'],
  errors: ['Card declined', 'POST /pay failed with 502'],
  elements: ['button "Pay now 100%"'],
};

/** As the detector writes it: `search` has the words of all kinds. */
const searched = (...words: string[]): string => words.join('\n').toLowerCase();

const ADA = 'ada-0123456789abcdef';

beforeAll(async () => {
  const wide = { startedAt: T0, endedAt: T0 + 150_000, pages: 2, clicks: 7, score: 45 };
  const what = { device: 'mobile' as const, browser: 'Firefox 140', os: 'Android 15', release: '2.3.1', closed: true };
  const who = { person: 'u-17', traits: { email: 'Ada@x.org' }, attributes: { Plan: 'Gold' } };
  const words = searched('u-17', 'Ada@x.org', 'Plan Gold', ...Object.values(seen).flat(), 'thanks for all');
  const found = { findings: [{ signal: 'rage-click', count: 1 }], strip: [{ signal: 'rage-click', at: 1, until: 2 }] };
  const ada = { id: ADA, firstSeenAt: T0 + 1, ...wide, ...what, ...who, ...found, seen, supportCode: '7K2M-Q9XD' };
  const none = { urls: ['https://shop.example/thanks'], errors: [], elements: [] };
  const bo = { id: 'bo', bot: true, release: '', device: 'desktop' as const, seen: none, strip: [], endedAt: T0 };
  // written before words were kept by kind
  const old = { id: 'old', firstSeenAt: T0 - 1, search: searched('https://shop.example/thanks', 'card declined') };
  await saveSessions(
    store.client,
    [
      session({ project, ...ada, search: words }),
      session({ project, ...bo, search: searched('https://shop.example/thanks', 'card declined twice') }),
      session({ project, ...old }),
    ],
    1,
  );
  const of = { project, session: ADA, firstSeenAt: T0 + 1, revision: 1 };
  const page = { id: 'p0', tab: 'tab-a', url: 'https://shop.example/tea/12', title: '', at: T0, until: T0 + 1 };
  await savePageViews(store.client, of, [page]);
  const target = { nodeId: 1, tag: 'button', label: 'button "Pay now"', selector: '#pay' };
  const rest = {
    signal: 'rage-click',
    version: 1,
    tab: 'tab-a',
    at: T0,
    until: T0,
    page: page.url,
    evidence: [],
    why: '',
  };
  const cause = { id: 'i1', kind: 'element' as const, title: '', stack: '' };
  const finding = { ...rest, id: 'f', target, confidence: 1, provisional: false, cause };
  await saveFindings(store.client, of, { save: [finding], withdraw: [] });
  await work();
});

/** Ann filed `ada` as a bug and wrote at `old`; what she took back at `bo` is gone. She and Bo watched one each. */
async function work(): Promise<void> {
  const at = (id: string) => ({ project, session: id });
  const tag = { byName: 'Ann', removed: [] };
  await changeTags(store.client, at(ADA), { ...tag, added: ['Bug'], now: 1 });
  await changeTags(store.client, at('bo'), { ...tag, added: ['bug'], now: 1 });
  await changeTags(store.client, at('bo'), { ...tag, added: [], removed: ['bug'], now: 2 });
  const comment = { id: 'c', at: 0, tab: '', text: 'Here', byId: 'user ann', byName: 'Ann', writtenAt: T0 };
  await saveComment(store.client, at('old'), comment);
  await saveComment(store.client, at('bo'), { ...comment, id: 'd' });
  await removeComment(store.client, at('bo'), { ...comment, id: 'd' }, T0 + 1);
  await saveWatch(store.client, at(ADA), { byId: 'user ann', byName: 'Ann', watchedAt: T0 });
  await saveWatch(store.client, at('bo'), { byId: 'user bo', byName: 'Bo', watchedAt: T0 });
  await saveWatch(store.client, { project: 'other', session: 'old' }, { byId: 'user bo', byName: 'Bo', watchedAt: T0 });
}

async function found(text: string, list = listRecentSessions): Promise<string[]> {
  const all = { project, signal: '', words: [], code: '', from: 0, to: T0 + 1e10, minScore: 0, bots: true, limit: 50 };
  const more = { onlyBots: false, flagged: false, device: '', browser: '', release: '', person: '', liveSince: T0 };
  const rest: SessionFilter = {
    ...all,
    ...more,
    page: '',
    foundOn: '',
    element: '',
    issue: '',
    terms: parseTerms(text),
    watcher: 'user ann',
  };
  return (await list(store.client, rest, START)).map(({ id }) => id.slice(0, 3));
}

describe('a term of a search', () => {
  it.each([
    ['url:/checkout', ['ada']],
    ['url:/thanks', ['bo', 'old']],
    ['text:/thanks', ['old']],
    ['error:"card declined"', ['ada', 'old']],
    ['error:declined', ['ada', 'old']],
    ['error:502', ['ada']],
    ['text:"pay now"', ['ada']],
    ['text:100%', ['ada']],
    ['text:1_0', []],
    ['person:U-17', ['ada']],
    ['person:ada@X.org', ['ada']],
    ['person:ada', []],
    ['plan:gold', ['ada']],
    ['PLAN:GOLD', ['ada']],
    ['plan:gol', []],
    ['email:ada@x.org', ['ada']],
    ['Email2:ada@x.org', []],
    ['entry:shop.example', ['ada', 'bo', 'old']],
    ['signal:rage-click', ['ada']],
    ['score:>44', ['ada']],
    ['score:45', ['ada']],
    ['score:<45', ['bo', 'old']],
    ['duration:>2m', ['ada']],
    ['duration:150', ['ada']],
    ['duration:<1s', ['bo']],
    ['pages:>=2 clicks:<8', ['ada']],
    ['device:mobile', ['ada']],
    ['browser:firefox', ['ada', 'bo', 'old']],
    ['browser:"Firefox 140"', ['ada', 'bo', 'old']],
    ['browser:fire', []],
    ['os:android', ['ada']],
    ['release:2.3.1', ['ada']],
    ['release:unknown', ['bo']],
    ['is:bot', ['bo']],
    ['is:flagged', ['ada']],
    ['is:closed', ['ada']],
    ['is:live', ['bo', 'old']],
    ['is:imported', []],
    [`id:${ADA}`, ['ada']],
    ['code:7K2M-Q9XD', ['ada']],
    ['page:/tea/:id', ['ada']],
    ['tag:bug', ['ada']],
    ['tag:bu', []],
    ['is:commented', ['old']],
    ['watched:me', ['ada']],
    ['watched:anyone', ['ada', 'bo']],
    ['found-on:/tea/:id', ['ada']],
    ['element:"button \\"Pay now\\""', ['ada']],
    ['issue:i1', ['ada']],
    ['declined thanks', ['ada', 'bo', 'old']],
    ['"declined twice"', ['bo']],
  ])('%s finds %j, and what is not that finds the others', async (text, ids) => {
    const [told, worst, others] = await Promise.all([found(text), found(text, listSessionsByScore), found(`-${text}`)]);
    expect(told).toEqual(ids);
    expect(worst).toHaveLength(ids.length);
    // only the first of several terms is turned round
    if (parseTerms(text).length === 1) expect(others).toEqual(['ada', 'bo', 'old'].filter((id) => !ids.includes(id)));
  });

  it('narrows together with the others', async () => {
    expect(await found('declined -url:/thanks')).toEqual(['ada']);
    expect(await found('declined -url:/thanks -device:mobile')).toEqual([]);
    expect(await found('is:live -is:bot')).toEqual(['old']);
  });

  it('is a condition for every field there is, but for times', () => {
    for (const [field, { kind, example }] of Object.entries(SEARCH_FIELDS)) {
      if (kind === 'time') continue;
      const { sql } = conditionsOf(parseTerms(example), { liveSince: 0 });
      expect(sql, field).not.toBe('');
      expect(sql.includes('mapKeys'), field).toBe(false);
    }
  });

  it('H40: stands in the SQL with no letter of its own', () => {
    const hostile = `x' OR 1=1 -- {y:String} \` ; DROP TABLE sessions`;
    for (const field of ['', 'plan', "pl'an", '__proto__', 'constructor', ...Object.keys(SEARCH_FIELDS)]) {
      const terms = [{ field, not: false, compare: '' as const, value: hostile }];
      const { sql, params } = conditionsOf(terms, { liveSince: 0 });
      expect(sql).not.toMatch(/DROP|1=1|pl'an|__proto__|constructor/);
      expect(sql.match(/\{term\d+:\w+\}/g)?.length ?? 0).toBeGreaterThanOrEqual(Object.keys(params).length);
    }
  });

  it('that is rare among the worst reads the narrow table, where that has what it asks for', () => {
    const wide = (text: string) => conditionsOf(parseTerms(text), { liveSince: 0 }).wide;
    expect(
      ['signal:x', 'score:>3', 'device:mobile', 'browser:x', 'release:1', 'is:bot', 'id:x', 'issue:i'].some(wide),
    ).toBe(false);
    expect(
      ['x', 'url:/a', 'error:a', 'plan:gold', 'pages:>1', 'is:live', 'os:x', 'person:a', 'code:x'].every(wide),
    ).toBe(true);
  });
});
