import type { FindingRow, RecordedEvent, SessionDetail, SessionRow, SignalInfo, StepList } from '@falter/wire';
import type { Visit } from './test-recording.ts';

/** One session as the API tells it, with the recordings of its tabs. */
export interface World {
  detail: SessionDetail;
  findings: FindingRow[];
  recordings: Record<string, string[]>;
  /** Absent: nobody made any. */
  steps?: StepList;
}

export const TAB = 'tab-one-aaaaaaaaaa';
export const SESSION = 'session-one-aaaaaaaa';

export const SIGNALS: SignalInfo[] = [
  {
    id: 'js-error',
    title: 'JavaScript error',
    summary: 'An uncaught exception or an unhandled rejection.',
    weight: 12,
    options: [],
  },
  {
    id: 'rage-click',
    title: 'Rage click',
    summary: 'Three or more quick clicks in one place that nothing answers.',
    weight: 30,
    options: [
      { name: 'clicks', label: 'Fewest clicks', unit: 'clicks', min: 2, max: 20, step: 1, standard: 3 },
      { name: 'withinMs', label: 'Most time between two', unit: 'ms', min: 100, max: 5000, step: 100, standard: 1000 },
    ],
  },
  {
    id: 'dead-click',
    title: 'Dead click',
    summary: 'A click on something clickable that has no effect.',
    weight: 15,
    options: [],
  },
  {
    id: 'form-abandonment',
    title: 'Form abandonment',
    summary: 'A form that was begun and left.',
    weight: 20,
    options: [],
  },
];

/** A row of the list; what a test cares about is passed in. */
export function sessionRow(part: Partial<SessionRow>): SessionRow {
  return {
    id: SESSION,
    startedAt: new Date(Date.now() - 60_000).toISOString(),
    arrivedAt: new Date(Date.now() - 60_000).toISOString(),
    durationMs: 42_000,
    entryUrl: 'http://shop.example/',
    title: 'Low Tide Tea',
    score: 0,
    bot: false,
    live: false,
    findings: [],
    browser: 'Chrome 153',
    os: 'Linux',
    device: 'desktop',
    release: '',
    pages: 2,
    clicks: 6,
    person: '',
    traits: {},
    ...part,
  };
}

/** A session around any recording of one tab. */
export function worldOf(events: RecordedEvent[], part: Partial<SessionDetail> = {}): World {
  const times = events.map((event) => event.timestamp);
  const startedAt = Math.min(...times, Date.now());
  const endedAt = Math.max(...times, startedAt);
  const lines = events.map((event) => JSON.stringify(event));
  const detail: SessionDetail = {
    ...sessionRow({ startedAt: new Date(startedAt).toISOString(), durationMs: endedAt - startedAt }),
    endedAt: new Date(endedAt).toISOString(),
    botReasons: [],
    closed: true,
    viewport: '1100 × 720',
    language: 'en-GB',
    tabs: [{ id: TAB, batches: 1, events: events.length, bytes: lines.join('\n').length }],
    pageViews: [],
    dropped: 0,
    gaps: 0,
    skipped: 0,
    hasSnapshot: true,
    recording: true,
    processing: false,
    attributes: {},
    supportCode: '7K2M-Q9XD',
    marks: [],
    losses: [],
    notes: [],
    ...part,
  };
  return { detail, findings: [], recordings: { [TAB]: lines } };
}

/** The recorded visit to the shop with two findings on it. */
export function shopWorld(visit: Visit): World {
  const world = worldOf(visit.events);
  const started = Date.parse(world.detail.startedAt);
  const [firstAdd = 0] = visit.adds;
  const [firstPay = 0] = visit.pays;
  const lastPay = visit.pays.at(-1) ?? firstPay;
  const page = { tab: TAB, title: '', until: world.detail.durationMs };
  world.detail.entryUrl = `${visit.shop}/`;
  world.detail.score = 58;
  world.detail.findings = [
    { signal: 'dead-click', count: 1 },
    { signal: 'rage-click', count: 1 },
  ];
  world.detail.pageViews = [
    { ...page, id: `${TAB}-1`, url: `${visit.shop}/`, title: 'Low Tide Tea', at: 0, until: visit.checkoutAt - started },
    { ...page, id: `${TAB}-2`, url: `${visit.shop}/checkout`, title: 'Checkout', at: visit.checkoutAt - started },
  ];
  world.findings = [
    finding({
      id: 'finding-rage',
      signal: 'rage-click',
      at: firstPay - started,
      until: lastPay - started,
      why: 'The visitor clicked button "Pay now" 3 times within 2 s and nothing happened.',
      evidence: visit.pays.map((at) => ({ kind: 'click', at, text: 'click on button "Pay now", no effect' })),
      timestamp: firstPay,
    }),
    finding({
      id: 'finding-dead',
      signal: 'dead-click',
      at: firstAdd - started,
      until: firstAdd - started,
      why: 'A click on "Add to basket" had no effect.',
      evidence: [{ kind: 'click', at: firstAdd, text: 'click on button "Add to basket"' }],
      timestamp: firstAdd,
    }),
  ];
  return world;
}

export function finding(part: Partial<FindingRow>): FindingRow {
  return {
    id: 'finding',
    signal: 'dead-click',
    version: 1,
    tab: TAB,
    at: 0,
    until: 0,
    timestamp: 0,
    page: '',
    target: null,
    evidence: [],
    why: 'A click had no effect.',
    confidence: 0.9,
    provisional: false,
    issue: '',
    ...part,
  };
}
