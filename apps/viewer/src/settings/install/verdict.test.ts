import type { Arrivals, Arrived } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { tellVerdict } from './verdict.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const at = (ago: number): string => new Date(NOW - ago * 1000).toISOString();

function came(outcome: Arrived['outcome'], ago: number, values: Partial<Arrived> = {}): Arrived {
  const words = { meaning: 'It means this.', todo: 'Do that.' };
  return { outcome, origin: 'https://shop.example', keyHint: '', count: 1, lastAt: at(ago), ...words, ...values };
}

function verdict(arrived: Arrived[], values: Partial<Arrivals> = {}) {
  const known = { project: 'p', writeKey: 'k', origins: ['https://shop.example', 'http://localhost:*'] };
  return tellVerdict({ ...known, now: at(0), arrived, newestSession: null, demoUrl: '', ...values });
}

const session = { id: 'session-0123456789', startedAt: at(3) };

describe('the verdict on what came', () => {
  it('is nothing where nothing came', () => expect(verdict([])).toEqual({ kind: 'nothing' }));

  it('is the script that was loaded last, and how long ago', () => {
    const older = came('script', 60, { origin: 'https://old.example' });
    expect(verdict([older, came('script', 9)])).toEqual({
      ...{ kind: 'script', origin: 'https://shop.example', agoMs: 9_000 },
    });
  });

  it.each(['unknown_key', 'too_large', 'wrong_version'] as const)('is %s over a script that was loaded', (outcome) => {
    expect(verdict([came('script', 1), came(outcome, 5)])).toMatchObject({ kind: 'refused', agoMs: 5_000 });
  });

  it('is the last refusal, as long as nothing was stored after it', () => {
    const rows = [came('unknown_key', 20), came('foreign_origin', 4, { origin: 'https://www.shop.example' })];
    expect(verdict(rows)).toMatchObject({ kind: 'refused', refused: { outcome: 'foreign_origin' } });
    expect(verdict([...rows, came('stored', 2)])).toEqual({ kind: 'stored' });
    expect(verdict([...rows, came('stored', 9)], { newestSession: session })).toMatchObject({ kind: 'refused' });
  });

  it('is that an origin is allowed by now', () => {
    const foreign = came('foreign_origin', 4, { origin: 'https://www.shop.example' });
    const origins = ['https://www.shop.example'];
    expect(verdict([foreign], { origins })).toEqual({ kind: 'allowed', origin: 'https://www.shop.example' });
    const local = came('foreign_origin', 4, { origin: 'http://localhost:8080' });
    expect(verdict([local])).toEqual({ kind: 'allowed', origin: 'http://localhost:8080' });
  });

  it('takes no notice of what no page sends', () => {
    expect(verdict([came('bad_envelope', 1, { origin: '' })])).toEqual({ kind: 'nothing' });
    expect(verdict([came('unknown_key', 1, { origin: '' })])).toMatchObject({ kind: 'refused' });
  });

  it('is the newest session once there is one', () => {
    expect(verdict([came('stored', 2)], { newestSession: session })).toEqual({
      kind: 'recorded',
      session,
      agoMs: 3_000,
    });
    expect(verdict([], { newestSession: session })).toMatchObject({ kind: 'recorded' });
  });
});
