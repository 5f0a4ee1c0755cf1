import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../test/memory.ts';
import { createIdentity, type Stores } from './identity.ts';

const START = 1_800_000_000_000;
const MINUTE = 60_000;

const stores = (shared = memoryStore()): Stores => ({ shared, tab: memoryStore() });

describe('identity', () => {
  test('is shared in session and secret by the tabs of an origin, and nothing else', () => {
    const shared = memoryStore();
    const [a, b] = [createIdentity(stores(shared), 'k', START), createIdentity(stores(shared), 'k', START)];
    expect([a.stream.session, a.stream.secret]).toEqual([b.stream.session, b.stream.secret]);
    expect(a.stream.tab).not.toBe(b.stream.tab);
    expect(a.page).not.toBe(b.page);
  });

  test('differs between two projects on one origin', () => {
    const both = stores();
    const [a, b] = [createIdentity(both, 'k1', START), createIdentity(both, 'k2', START)];
    expect(a.stream.session).not.toBe(b.stream.session);
    expect(a.stream.tab).not.toBe(b.stream.tab);
  });

  test('is alive while the visitor is there, in this tab or another', () => {
    const shared = memoryStore();
    const [a, b] = [createIdentity(stores(shared), 'k', START), createIdentity(stores(shared), 'k', START)];
    expect(a.touch(START + 20 * MINUTE)).toBe(false);
    expect(b.alive(START + 40 * MINUTE)).toBe(true);
    expect(b.alive(START + 51 * MINUTE)).toBe(false);
    expect(a.alive(START + 51 * MINUTE)).toBe(false);
  });

  test('of an ended session comes back with a new session, page and number', () => {
    const identity = createIdentity(stores(), 'k', START);
    const { page, stream } = identity;
    stream.seq = 5;
    stream.dropped = 2;
    expect(identity.touch(START + 31 * MINUTE)).toBe(true);
    expect(identity.stream).toMatchObject({ tab: stream.tab, seq: 0, dropped: 0 });
    expect(identity.stream.session).not.toBe(stream.session);
    expect(identity.page).not.toBe(page);
    expect(identity.alive(START + 31 * MINUTE)).toBe(true);
    expect(stream).toMatchObject({ seq: 5, dropped: 2 });
  });

  test('joins the session that another tab began', () => {
    const shared = memoryStore();
    const [a, b] = [createIdentity(stores(shared), 'k', START), createIdentity(stores(shared), 'k', START)];
    expect([a.touch(START + 31 * MINUTE), b.touch(START + 32 * MINUTE)]).toEqual([true, true]);
    expect(b.stream.session).toBe(a.stream.session);
  });

  test('moves to another tab id and counts from 0', () => {
    const identity = createIdentity(stores(), 'k', START);
    const { tab } = identity.stream;
    identity.stream.seq = 4;
    identity.moveTab();
    expect(identity.stream.seq).toBe(0);
    expect(identity.stream.tab).not.toBe(tab);
  });

  test('leaves the tab to the next document and takes it back from there', () => {
    const own = stores();
    const first = createIdentity(own, 'k', START);
    first.stream.seq = 2;
    first.leave();
    const next = createIdentity(own, 'k', START);
    expect(next.stream).toMatchObject({ tab: first.stream.tab, seq: 2 });
    expect([first.present, first.isTaken()]).toEqual([false, true]);
    next.stream.seq = 9;
    next.leave();
    expect(first.isTaken()).toBe(false);
    first.comeBack(START + MINUTE);
    expect(first.stream).toMatchObject({ tab: next.stream.tab, seq: 9 });
    expect(first.present).toBe(true);
  });

  test('that left does not leave again: what it would put down belongs to another by then', () => {
    const own = stores();
    const first = createIdentity(own, 'k', START);
    first.leave();
    const next = createIdentity(own, 'k', START);
    next.stream.seq = 9;
    first.leave();
    expect(next.isTaken()).toBe(true);
    next.leave();
    expect(createIdentity(own, 'k', START).stream).toMatchObject({ tab: next.stream.tab, seq: 9 });
  });
});
