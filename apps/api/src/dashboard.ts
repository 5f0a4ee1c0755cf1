import {
  type Client,
  countFindings,
  countPages,
  countSessions,
  type DashboardQuestion,
  type FindingNumbers,
  hasSessions,
  listBuckets,
  listMessages,
  type PageMessages,
  type PageNumbers,
  type SessionNumbers,
} from '@falter/store';
import type { ComparedShare, Dashboard, DashboardBucket, DashboardElement, DashboardRow, Ranking } from '@falter/wire';
import { type Compare, comparer, type Numbers, shareNow } from './compare.ts';
import { byRelief, isBetter, isPageError, toCauses } from './dashboard-causes.ts';
import { before, sessionsOf, struggle } from './dashboard-links.ts';

/** Rows of one kind in an answer: more than a screen of each, and an answer of some ten kilobytes. */
const ROWS_MAX = 50;

const NOTHING: SessionNumbers = {
  ...{ part: 'all', name: '', startsAt: 0, sessions: 0, struggling: 0, flagged: 0, bots: 0 },
  ...{ previousSessions: 0, previousStruggling: 0 },
};

/** Answers GET /api/v1/dashboard: what the store counted, with shares, changes and the way to the sessions. @throws StoreError */
export async function makeDashboard(
  store: Client,
  question: DashboardQuestion,
  compared: Dashboard['compare'],
): Promise<Dashboard> {
  const [sessions, pages, findings, starts] = await Promise.all([
    countSessions(store, question),
    countPages(store, question),
    countFindings(store, question),
    listBuckets(store, question),
  ]);
  const said = findings.some(isPageError) ? await listMessages(store, question) : [];
  const all = sessions.find(({ part }) => part === 'all') ?? NOTHING;
  const some = all.sessions + all.bots + all.previousSessions > 0;
  const compare = comparer(question);
  const whole = { from: question.from, to: question.to };
  return {
    ...frameOf(question),
    compare: compared,
    recorded: some || (await hasSessions(store, question.project)),
    struggling: compare(ofSessions(all), {}, struggle(question, {})),
    flagged: { count: all.flagged, query: sessionsOf(question, whole, { flagged: 'yes' }) },
    bots: { count: all.bots, query: sessionsOf(question, whole, { bots: 'only' }) },
    buckets: toBuckets(question, sessions, starts),
    ...findingRows(question, { all, pages, findings, said }),
    devices: sessionRows(sessions, 'device', (name) => compareAs(compare, question, { device: name })),
    browsers: sessionRows(sessions, 'browser', (name) => compareAs(compare, question, { browser: name })),
    releases: sessionRows(sessions, 'release', (name) => compareAs(compare, question, { release: name })),
  };
}

type Frame = 'from' | 'to' | 'previousFrom' | 'previousTo' | 'step' | 'tz' | 'minScore' | 'botsCount' | 'at';

function frameOf(question: DashboardQuestion): Pick<Dashboard, Frame> {
  const { step, tz, minScore, bots } = question;
  const iso = (time: number): string => new Date(time).toISOString();
  const previous = before(question, question);
  return {
    ...{ from: iso(question.from), to: iso(question.to) },
    ...{ previousFrom: iso(previous.from), previousTo: iso(previous.to) },
    ...{ step, tz, minScore, botsCount: bots, at: iso(Date.now()) },
  };
}

function ofSessions(row: SessionNumbers): Numbers {
  const { struggling, sessions, previousStruggling, previousSessions } = row;
  return { found: struggling, of: sessions, previousFound: previousStruggling, previousOf: previousSessions };
}

/** A share of struggling sessions among those of one device, browser or release. */
function compareAs(compare: Compare, question: DashboardQuestion, one: Parameters<Compare>[1]) {
  return (row: SessionNumbers) => compare(ofSessions(row), one, struggle(question, one));
}

function sessionRows(
  rows: readonly SessionNumbers[],
  part: SessionNumbers['part'],
  toShare: (name: string) => (row: SessionNumbers) => Omit<DashboardRow, 'name'>,
): Ranking<DashboardRow> {
  const seen = rows.filter((row) => row.part === part && row.sessions > 0);
  return ranking(seen.map((row) => ({ name: row.name, ...toShare(row.name)(row) })));
}

function ranking<Row>(rows: Row[]): Ranking<Row> {
  return { rows: rows.slice(0, ROWS_MAX), more: Math.max(0, rows.length - ROWS_MAX) };
}

interface FindingParts {
  all: SessionNumbers;
  pages: readonly PageNumbers[];
  findings: readonly FindingNumbers[];
  said: readonly PageMessages[];
}

function findingRows(
  question: DashboardQuestion,
  { all, pages, findings, said }: FindingParts,
): Pick<Dashboard, 'signals' | 'pages' | 'elements' | 'causes' | 'improved'> {
  const compare = comparer(question);
  const seen = new Map(pages.map((page) => [page.route, page]));
  const of = (part: FindingNumbers['part']) => findings.filter((row) => row.part === part);
  const onPage = (row: FindingNumbers): Numbers => ({
    ...{ found: row.struggling, previousFound: row.previousStruggling },
    of: seen.get(row.page)?.sessions ?? 0,
    previousOf: seen.get(row.page)?.previousSessions ?? 0,
  });
  const toSignal = (row: FindingNumbers): DashboardRow => {
    const numbers = { ...ofSessions(all), found: row.sessions, previousFound: row.previousSessions };
    const found = { signal: row.signal, foundOn: question.page };
    return { name: row.signal, ...compare(numbers, {}, found) };
  };
  const toPage = (row: FindingNumbers): DashboardRow => {
    const { page } = row;
    return { name: page, ...compare(onPage(row), { page }, struggle(question, { page, foundOn: page })) };
  };
  const toElement = (row: FindingNumbers): DashboardElement => {
    const { signal, page, element, meanScore } = row;
    const found = struggle(question, { page, signal, foundOn: page, element });
    return { signal, page, element, meanScore, ...compare(onPage(row), { page }, found) };
  };
  const signals = of('signal').toSorted(bySessions).map(toSignal);
  const onPages = of('page').toSorted(byStruggling).map(toPage);
  const elements = of('element').map((row) => ({ row, share: toElement(row) }));
  const causes = toCauses(
    elements.map(({ row, share }) => ({ row, share: shareOnly(share) })),
    said,
  );
  const whole = [
    ...onPages.map((row) => ({ ...shareOnly(row), page: row.name, parts: [], meanScore: 0 })),
    ...signals.map((row) => {
      const parts = [{ signal: row.name, element: '', messages: [], issue: '' }];
      return { ...shareOnly(row), page: '', parts, meanScore: 0 };
    }),
  ];
  return {
    signals: ranking(signals.filter(isFound)),
    pages: ranking(onPages.filter(isFound)),
    elements: ranking(elements.map(({ share }) => share).filter(isFound)),
    causes: ranking(causes.filter(isFound)),
    improved: ranking([...causes, ...whole].filter(isBetter).toSorted(byRelief)),
  };
}

const isFound = ({ found }: ComparedShare): boolean => found.count > 0;
const shareOnly = ({ found, of, share, previous, change }: ComparedShare): ComparedShare => ({
  ...{ found, of, share, previous, change },
});
const bySessions = (a: FindingNumbers, b: FindingNumbers): number => b.sessions - a.sessions;
const byStruggling = (a: FindingNumbers, b: FindingNumbers): number => b.struggling - a.struggling;

/** Every bucket of the range, also those in which nothing happened. */
function toBuckets(
  question: DashboardQuestion,
  rows: readonly SessionNumbers[],
  starts: readonly number[],
): DashboardBucket[] {
  const found = new Map(rows.filter(({ part }) => part === 'bucket').map((row) => [row.startsAt, row]));
  return starts.map((start, index) => {
    const period = {
      from: Math.max(start, question.from),
      to: Math.min(starts[index + 1] ?? question.to, question.to),
    };
    const { found: now, of, previousFound, previousOf } = ofSessions(found.get(start) ?? NOTHING);
    const counts = { all: {}, found: struggle(question, {}) };
    return {
      ...{ from: new Date(period.from).toISOString(), to: new Date(period.to).toISOString() },
      now: shareNow({ question, period, count: now, of }, counts),
      previous: shareNow({ question, period: before(question, period), count: previousFound, of: previousOf }, counts),
    };
  });
}
