import { insertBatches } from '@falter/store';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { batchOf } from '../batch-fixture.ts';
import { StoreHealth } from '../storing/store-health.ts';
import { KnownSession, SessionOrigins } from './session-origins.ts';

const ORIGIN = { firstSeenAt: 1, secret: 'a'.repeat(64), bytes: 0 };

describe('a session all of whose batches came here', () => {
  it('knows a batch that counts on as new, without asking the store', () => {
    const session = new KnownSession(ORIGIN, { allCameHere: true });
    expect([0, 1, 2, 7].map((seq) => session.isNew({ tab: 'a', seq }))).toEqual([true, true, true, true]);
    expect(session.isNew({ tab: 'b', seq: 0 })).toBe(true);
  });

  it('does not know of one that counts back or repeats: it may be a retry', () => {
    const session = new KnownSession(ORIGIN, { allCameHere: true });
    session.isNew({ tab: 'a', seq: 5 });
    expect([5, 4, 0].map((seq) => session.isNew({ tab: 'a', seq }))).toEqual([false, false, false]);
  });

  it('counts only so many tabs, so that nobody can fill the memory with them', () => {
    const session = new KnownSession(ORIGIN, { allCameHere: true });
    const told = Array.from({ length: 40 }, (_, n) => session.isNew({ tab: `tab-${n}`, seq: 0 }));
    expect(told.filter(Boolean).length).toBe(32);
    expect(session.isNew({ tab: 'tab-3', seq: 1 })).toBe(true);
  });
});

describe('claiming a session', () => {
  const store = useStore();
  const secret = 'a secret of a page';
  const parts = () => ({ store: store.client, health: new StoreHealth(), patient: false });

  async function firstIsNew(session: string, alone: boolean): Promise<boolean> {
    const sessions = new SessionOrigins({ ...parts(), alone });
    const known = await sessions.claim({ project: 'p', session }, secret);
    return known.isNew({ tab: 't', seq: 9 });
  }

  it('that the store has not, alone: needs no questions', async () => {
    expect(await firstIsNew('fresh', true)).toBe(true);
  });

  it('that the store has not, beside other collectors: they may have stored what never came here', async () => {
    expect(await firstIsNew('fresh', false)).toBe(false);
  });

  it('that the store has from before this start: it may hold anything', async () => {
    const mine = (await new SessionOrigins({ ...parts(), alone: true }).claim({ project: 'p', session: 'old' }, secret))
      .secret;
    await insertBatches(store.client, [{ ...batchOf('old', 9), secret: mine }]);
    expect(await firstIsNew('old', true)).toBe(false);
  });
});
