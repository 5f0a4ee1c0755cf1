import { describe, expect, it } from 'vitest';
import { Capacity } from './capacity.ts';

const LIMITS = { bytes: 100_000, patienceMs: 20 };
const BUSY = expect.objectContaining({ name: 'store_unavailable', status: 503 });

describe('the capacity', () => {
  it('refuses what does not fit beside what is held, until that was let go', () => {
    const capacity = new Capacity(LIMITS);
    const first = capacity.enter();
    first.hold(60_000);
    const second = capacity.enter();
    expect(() => second.hold(60_000)).toThrow(BUSY);
    first.leave();
    second.hold(60_000);
    second.leave();
    expect(capacity.held).toBe(0);
  });

  it('keeps room for others beside a loud project', () => {
    const capacity = new Capacity(LIMITS);
    const loud = Array.from({ length: 3 }, () => capacity.enter());
    for (const place of loud) place.belongsTo('loud');
    loud[0]?.hold(60_000);
    expect(() => loud[1]?.hold(10_000)).toThrow(BUSY);
    const quiet = capacity.enter();
    quiet.belongsTo('quiet');
    quiet.hold(10_000);
    for (const place of [...loud, quiet]) place.leave();
    expect(capacity.held).toBe(0);
    const again = capacity.enter();
    again.belongsTo('loud');
    again.hold(60_000);
    again.leave();
  });

  it('counts batches that hold next to nothing as well', () => {
    const capacity = new Capacity(LIMITS);
    const enter = () => Array.from({ length: 100 }, () => capacity.enter());
    expect(enter).toThrow(BUSY);
  });

  it('ends the wait for a store that hangs, and holds on until it answers', async () => {
    const capacity = new Capacity(LIMITS);
    const place = capacity.enter();
    const { promise: answer, resolve } = Promise.withResolvers<string>();
    await expect(place.wait(answer)).rejects.toMatchObject({ name: 'StoreError', code: 'unavailable' });
    place.leave();
    expect(capacity.held).toBeGreaterThan(0);
    resolve('late');
    await answer;
    expect(capacity.held).toBe(0);
  });

  it('gives on what the store answers or rejects with, also when that comes late', async () => {
    const capacity = new Capacity(LIMITS);
    const place = capacity.enter();
    expect(await place.wait(Promise.resolve(7))).toBe(7);
    await expect(place.wait(Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    const { promise: late, reject } = Promise.withResolvers<void>();
    await expect(place.wait(late)).rejects.toThrow('did not answer');
    reject(new Error('nobody listens any more'));
    place.leave();
    await late.catch(() => {});
    expect(capacity.held).toBe(0);
  });
});
