import type { Session } from '@falter/wire';

/** When the sessions of the tests begin, epoch milliseconds. */
export const T0: number = Date.UTC(2026, 10, 21, 12);

/** A calm session of a shop; `values` for what a test is about. */
export function session(values: Partial<Session>): Session {
  return {
    project: 'p',
    id: 's',
    firstSeenAt: T0,
    lastSeenAt: T0 + 5000,
    startedAt: T0 - 100,
    endedAt: T0 + 4900,
    entryUrl: 'https://shop.example/',
    title: 'Shop',
    release: '1',
    browser: 'Firefox 140',
    os: 'Linux',
    device: 'desktop',
    viewport: '1280x720',
    language: 'en',
    bot: false,
    botReasons: [],
    closed: false,
    score: 0,
    findings: [],
    pages: 1,
    clicks: 2,
    events: 30,
    tabs: ['tab-a'],
    dropped: 0,
    gaps: 0,
    skipped: 0,
    hasSnapshot: true,
    search: 'https://shop.example/ pay now',
    person: '',
    traits: {},
    attributes: {},
    supportCode: '',
    notes: [],
    ...values,
  };
}
