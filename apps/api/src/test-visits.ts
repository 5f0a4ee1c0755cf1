import { type Client, saveFindings, savePageViews, saveSessions } from '@falter/store';
import type { Finding, PageView, Session } from '@falter/wire';
import { finding, session } from './test-api.ts';

type Row = Parameters<Client['insert']>[1][number];

// Generated visits for the tests of the dashboard, and everything that is true of them. Not part of the app.

export interface Visit {
  session: Session;
  findings: Finding[];
  pageViews: PageView[];
}

/** Pages with the route that each is expected to have, written by hand. */
export const PAGES: readonly (readonly [url: string, route: string])[] = [
  ['https://shop.example/', '/'],
  ['https://shop.example/tea/12', '/tea/:id'],
  ['https://shop.example/tea/13?from=', '/tea/:id'],
  ['https://shop.example/checkout/', '/checkout'],
  ['https://shop.example/guide/how-to-brew', '/guide/how-to-brew'],
  ['https://shop.example/app#/cart', '/app#/cart'],
  ['', '(unknown page)'],
];

const TARGETS = [
  { nodeId: 4, tag: 'button', label: 'button "Pay now"', selector: 'main > button' },
  { nodeId: 5, tag: 'button', label: 'button "Pay now"', selector: 'aside > button' },
  { nodeId: 6, tag: 'div', label: 'div', selector: 'main > div.card' },
  null,
];

/** The same numbers for the same seed, each in [0, 1): mulberry32. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Plan {
  project: string;
  count: number;
  /** Epoch ms: sessions are first seen between these. */
  from: number;
  to: number;
  seed: number;
}

/** Visits of all kinds: bots, several releases, pages seen twice, findings that count and some that do not. */
export function makeVisits({ project, count, from, to, seed }: Plan): Visit[] {
  const next = dice(seed);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T;
  return Array.from({ length: count }, (_, n) => {
    const firstSeenAt = Math.floor(from + next() * (to - from));
    const id = `session-${project}-${String(n).padStart(6, '0')}`.slice(0, 60);
    const seen = Array.from({ length: 1 + Math.floor(next() * 4) }, () => pick(PAGES)[0]);
    const pageViews = seen.map((url, index) => {
      const at = firstSeenAt + index * 1000;
      return { id: `tab-${index}`, tab: 'tab', url, title: 'Shop', at, until: at + 900 };
    });
    const findings = Array.from({ length: next() < 0.4 ? 1 + Math.floor(next() * 3) : 0 }, (__, index) => {
      const at = firstSeenAt + index * 500;
      const where = { page: pick(seen), target: pick(TARGETS), signal: pick(['rage-click', 'dead-click']) };
      return finding({ id: `finding-${index}`, at, until: at + 100, ...where });
    });
    const score = findings.length === 0 ? 0 : Math.floor(next() * 90) + 5;
    const device = pick(['desktop', 'mobile', 'tablet', 'unknown'] as const);
    const browser = pick(['Firefox 140', 'Firefox 139.0', 'Chrome 153', '']);
    return {
      session: session({
        ...{ project, id, firstSeenAt, score, device, browser, release: pick(['1.0', '1.1', '']) },
        ...{ bot: next() < 0.1, startedAt: firstSeenAt, lastSeenAt: firstSeenAt + 5000, pages: seen.length },
        ...{ closed: true, entryUrl: seen[0] ?? '', findings: countSignals(findings) },
      }),
      findings,
      pageViews,
    };
  });
}

function countSignals(findings: readonly Finding[]): Session['findings'] {
  const counts = new Map<string, number>();
  for (const { signal } of findings) counts.set(signal, (counts.get(signal) ?? 0) + 1);
  return [...counts].map(([signal, count]) => ({ signal, count }));
}

/**
 * Writes visits as a detector does that changed its mind: first as something else, on another page, with a finding that is
 * withdrawn later, then as they are. Whoever does not take the newest revision counts the first.
 */
export async function saveVisits(store: Client, visits: readonly Visit[]): Promise<void> {
  const wrong = { score: 99, device: 'tablet', browser: 'Wrong 1', release: 'wrong', bot: false } as const;
  await saveSessions(
    store,
    visits.map((visit) => ({ ...visit.session, ...wrong, findings: [{ signal: 'dead-click', count: 9 }] })),
    1,
  );
  await saveSessions(
    store,
    visits.map((visit) => visit.session),
    2,
  );
  const together = collecting(store);
  // Apart, or the engine would already throw away at the insert what is replaced in it.
  for (const visit of visits.slice(0, 60)) await saveMistaken(together.client, visit);
  await together.insert();
  for (const visit of visits.slice(0, 60)) await takeBack(together.client, visit);
  for (const visit of visits) await saveParts(together.client, visit);
  await together.insert();
}

/** A client whose inserts wait until they can be made as one: a thousand small ones would take minutes. */
function collecting(store: Client): { client: Client; insert: () => Promise<void> } {
  const tables = new Map<string, Row[]>();
  const collect: Client['insert'] = async (table, rows) => {
    tables.set(table, [...(tables.get(table) ?? []), ...rows]);
  };
  const insert = async () => {
    for (const [table, rows] of tables) await store.insert(table, rows);
    tables.clear();
  };
  return { client: { ...store, insert: collect }, insert };
}

const MISTAKEN = finding({ id: 'mistaken', page: 'https://shop.example/checkout' });

async function saveMistaken(store: Client, { session: { project, id, firstSeenAt }, pageViews }: Visit): Promise<void> {
  const of = { project, session: id, firstSeenAt, revision: 1 };
  const wrong = pageViews.map((view) => ({ ...view, url: 'https://shop.example/checkout' }));
  await savePageViews(store, of, wrong);
  await saveFindings(store, of, { save: [MISTAKEN], withdraw: [] });
}

async function takeBack(store: Client, { session: { project, id, firstSeenAt } }: Visit): Promise<void> {
  await saveFindings(store, { project, session: id, firstSeenAt, revision: 2 }, { save: [], withdraw: [MISTAKEN] });
}

async function saveParts(store: Client, { session: { project, id, firstSeenAt }, ...visit }: Visit): Promise<void> {
  const of = { project, session: id, firstSeenAt, revision: 2 };
  await savePageViews(store, of, visit.pageViews);
  if (visit.findings.length > 0) await saveFindings(store, of, { save: visit.findings, withdraw: [] });
}
