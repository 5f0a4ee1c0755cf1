import type { TabSummary } from '@falter/store';
import { describe, expect, it } from 'vitest';
import { LIVE_MS, sessionFromRecording, toFindingRow, toSessionDetail, toSessionRow } from './rows.ts';
import * as schemas from './schemas.ts';
import { finding, session, T0 } from './test-api.ts';

function tab(values: Partial<TabSummary>): TabSummary {
  return {
    tab: 'tab-a',
    batches: 2,
    expected: 2,
    events: 10,
    bytes: 1000,
    dropped: 0,
    firstReceivedAt: T0,
    lastReceivedAt: T0 + 1000,
    lastSentAt: T0,
    firstSeenAt: T0,
    ...values,
  };
}

describe('a session row', () => {
  it('is live until a minute after the last batch', () => {
    const open = session({ lastSeenAt: T0 });
    expect(toSessionRow(open, T0).live).toBe(true);
    expect(toSessionRow(open, T0 + LIVE_MS - 1).live).toBe(true);
    expect(toSessionRow(open, T0 + LIVE_MS).live).toBe(false);
    expect(toSessionRow({ ...open, closed: true }, T0).live).toBe(false);
  });

  it('never lasts less than nothing, whatever the clock of the page says', () => {
    expect(toSessionRow(session({ startedAt: T0, endedAt: T0 - 5 }), T0).durationMs).toBe(0);
  });

  it('says what the contract says, and nothing that is only of the store', () => {
    const row = toSessionRow(session({}), T0);
    expect(schemas.sessionList.parse({ sessions: [row], next: null }).sessions[0]).toEqual(row);
    expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['search']));
    expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['project']));
  });
});

describe('a session without a row', () => {
  it('spans its batches, over all tabs, and counts what is missing', () => {
    const tabs = [
      tab({ firstReceivedAt: T0 + 500, dropped: 2, expected: 5 }),
      tab({ tab: 'tab-b', lastReceivedAt: T0 + 9000, dropped: 1, events: 3 }),
    ];
    const known = sessionFromRecording({ project: 'p', session: 'fresh' }, tabs);
    expect(known).toMatchObject({
      project: 'p',
      id: 'fresh',
      startedAt: T0,
      endedAt: T0 + 9000,
      lastSeenAt: T0 + 9000,
    });
    expect(known).toMatchObject({ events: 13, dropped: 3, gaps: 3, tabs: ['tab-a', 'tab-b'], score: 0, findings: [] });
    const detail = toSessionDetail({ session: known, tabs, pageViews: [], processing: true }, T0 + 9001);
    expect(schemas.sessionDetail.parse(detail)).toMatchObject({ processing: true, recording: true, live: true });
  });
});

describe('a finding row', () => {
  it('counts from the start and keeps the time of day', () => {
    const row = toFindingRow(finding({ at: T0 + 250, until: T0 + 900 }), T0);
    expect(row).toMatchObject({ at: 250, until: 900, timestamp: T0 + 250 });
    expect(schemas.findingList.parse({ findings: [row] }).findings).toEqual([row]);
  });
});
