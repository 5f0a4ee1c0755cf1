import type { Client } from '@falter/store';
import { beforeEach, describe, expect, it } from 'vitest';
import { ownerOf, Share } from './share.ts';

const KEYS = Array.from({ length: 300 }, (_, n) => ({ project: 'p', session: `session-${n}` }));

let living: string[] = [];
let now = 0;
const store = { rows: async () => living.map((worker) => ({ worker })) } as unknown as Client;
const shareOf = (worker: string) => new Share(store, worker, () => now);
const mine = (share: Share) => KEYS.filter((key) => share.isMine(key)).map(({ session }) => session);

/** All ask who lives, as long as a change takes. */
async function settle(...shares: Share[]): Promise<void> {
  for (let n = 0; n < 4; n++) {
    for (const share of shares) await share.refresh();
    now += 3_000;
  }
}

beforeEach(() => {
  living = [];
  now = 0;
});

describe('the share of a detector', () => {
  it('alone is all sessions, from the start', async () => {
    const share = shareOf('a');
    expect(mine(share)).toHaveLength(KEYS.length);
    living = ['a'];
    expect(await share.refresh()).toBe(false);
    expect(mine(share)).toHaveLength(KEYS.length);
  });

  it('beside others is a part of much the same size, and all of them together have each session once', async () => {
    living = ['a', 'b', 'c'];
    const shares = living.map(shareOf);
    await settle(...shares);
    const parts = shares.map(mine);
    for (const part of parts) expect(Math.abs(part.length - 100)).toBeLessThan(40);
    expect(parts.flat().sort()).toEqual(KEYS.map(({ session }) => session).sort());
  });

  it('moves only what belonged to who went', async () => {
    const three = KEYS.map(({ session }) => ownerOf(session, ['a', 'b', 'c']));
    const two = KEYS.map(({ session }) => ownerOf(session, ['a', 'b']));
    for (const [n, owner] of three.entries()) if (owner !== 'c') expect(two[n]).toBe(owner);
  });

  it('grows only once a change is over: until then nobody has what changes hands', async () => {
    living = ['a', 'b'];
    const [a, b] = [shareOf('a'), shareOf('b')];
    await settle(a, b);
    const before = mine(a);
    living = ['a'];
    await a.refresh();
    expect(mine(a)).toEqual(before);
    now += 3_000;
    expect(await a.refresh()).toBe(false);
    now += 3_000;
    expect(await a.refresh()).toBe(true);
    expect(mine(a)).toHaveLength(KEYS.length);
    expect(await a.refresh()).toBe(false);
  });

  it('of who comes last is empty at first, and the others give up theirs at once', async () => {
    living = ['a'];
    const a = shareOf('a');
    await settle(a);
    living = ['a', 'b'];
    const b = shareOf('b');
    await Promise.all([a.refresh(), b.refresh()]);
    expect(mine(b)).toEqual([]);
    expect(mine(a).length).toBeLessThan(KEYS.length);
    await settle(a, b);
    expect([...mine(a), ...mine(b)].sort()).toEqual(KEYS.map(({ session }) => session).sort());
  });
});
