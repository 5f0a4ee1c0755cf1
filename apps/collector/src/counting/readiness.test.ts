import { StoreError } from '@falter/store';
import { describe, expect, it } from 'vitest';
import { judgeReadiness, type ReadinessParts } from './readiness.ts';

const NOW = 1_800_000_000_000;
const CALM = {
  active: false,
  nothingLeft: false,
  keepsFreeBytes: 0,
  freeBytes: 1e12,
  recordingBytes: 0,
  budgetBytes: undefined,
};
const BEAT = { at: NOW, ageMs: 1_000, behindMs: 0, waiting: 0, failing: 0 };
const spool = (bytes: number) => ({ depth: { records: 1, bytes, oldestAt: NOW }, capBytes: 100 });

const judge = (parts: { [K in keyof ReadinessParts]?: Partial<ReadinessParts[K]> }) =>
  judgeReadiness(
    {
      facts: {
        damage: async () => ({ parts: 0, lostRows: 0 }),
        parts: async () => new Map(),
        beat: async () => BEAT,
        ...parts.facts,
      },
      spool: 'spool' in parts ? (parts.spool as ReadinessParts['spool']) : spool(0),
      guard: { ...CALM, keepsFreeBytes: 0, droppedDays: 0, droppedBatches: 0, ...parts.guard },
      erasure: { oldestAskedAt: undefined, ...parts.erasure },
    },
    NOW,
  );

const away = { damage: () => Promise.reject(new StoreError('unavailable', 'gone')) };

describe('readiness', () => {
  it('has nothing to say while all is well', async () => {
    expect(await judge({})).toEqual({ ready: true, store: 'ok', damagedParts: 0, reasons: [] });
  });

  it.each([
    ['store_away', { facts: away }, true],
    ['store_away', { facts: away, spool: undefined }, false],
    ['spool_filling', { spool: spool(85) }, true],
    ['spool_full', { spool: spool(100) }, true],
    ['disk_guard', { guard: { active: true } }, true],
    ['no_room', { guard: { active: true, nothingLeft: true } }, true],
    ['damaged_parts', { facts: { damage: async () => ({ parts: 2, lostRows: 300 }) } }, true],
    ['detector_silent', { facts: { beat: async () => ({ ...BEAT, ageMs: 90_000 }) } }, true],
    ['erasure_late', { erasure: { oldestAskedAt: NOW - 3_700_000 } }, true],
  ] as const)('names %s, in a sentence', async (name, parts, ready) => {
    const state = await judge(parts);
    expect([state.reasons.map((reason) => reason.name), state.ready]).toEqual([[name], ready]);
    expect(state.reasons[0]?.says).toMatch(/^[A-Z].{30,}\.$/);
  });

  it('ends when the store is away and the spool is full', async () => {
    const state = await judge({ facts: away, spool: spool(100) });
    expect([state.ready, state.reasons.map(({ name }) => name)]).toEqual([false, ['store_away', 'spool_full']]);
  });

  it('F09 says about how many rows are lost', async () => {
    const { reasons, store } = await judge({ facts: { damage: async () => ({ parts: 1, lostRows: 1200 }) } });
    expect([store, reasons[0]?.says]).toEqual([
      'damaged',
      expect.stringContaining('1 damaged part aside, with about 1200 rows'),
    ]);
  });

  it('does not take a server that hides its system tables for one that is away', async () => {
    const hidden = { damage: () => Promise.reject(new StoreError('refused', 'ACCESS_DENIED')) };
    expect((await judge({ facts: hidden })).reasons).toEqual([]);
  });
});
