import { SESSION_IDLE_MS } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { Schedule } from './schedule.ts';

const key = { project: 'p', session: 's' };
const T = 1_800_000_000_000;

/** Times (ms after T) at which a session is due, asked every 100 ms, each look taking `tookMs`. */
function looks(schedule: Schedule, until: number, tookMs = 1, lastReceivedAt = T): number[] {
  const times: number[] = [];
  for (let ms = 0; ms <= until; ms += 100) {
    if (schedule.due(T + ms).length === 0) continue;
    times.push(ms);
    schedule.looking(key, T + ms);
    schedule.looked(key, { tookMs, lastReceivedAt, closed: T + ms - lastReceivedAt > SESSION_IDLE_MS });
  }
  return times;
}

describe('a session is looked at', () => {
  it('at once when something came, then every second while effects may still run out, then no more', () => {
    const schedule = new Schedule();
    schedule.touch(key, T);
    expect(looks(schedule, 20_000)).toEqual([0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000]);
  });

  it('at the very moment when silence has told something, and not just before', () => {
    const schedule = new Schedule();
    schedule.touch(key, T);
    schedule.looking(key, T);
    schedule.looked(key, { tookMs: 10, lastReceivedAt: T, closed: false, againAt: T + 1_450 });
    expect(schedule.waitMs(T + 1_300, 250)).toBe(150);
    expect(schedule.waitMs(T + 100, 250)).toBe(250);
    expect([1_000, 1_400, 1_449].filter((ms) => schedule.due(T + ms).length > 0)).toEqual([]);
    expect(schedule.due(T + 1_450)).toEqual([key]);
    schedule.looking(key, T + 1_450);
    schedule.looked(key, { tookMs: 10, lastReceivedAt: T, closed: false });
    expect(schedule.waitMs(T + 1_451, 250)).toBe(250);
    expect(schedule.due(T + 1_600)).toEqual([]);
  });

  it('soon after a batch was looked at, when silence tells something then; but no more than a tenth of the time', () => {
    const schedule = new Schedule();
    schedule.touch(key, T);
    schedule.looking(key, T);
    schedule.looked(key, { tookMs: 20, lastReceivedAt: T, closed: false, againAt: T + 100 });
    expect(schedule.due(T + 199)).toEqual([]);
    expect(schedule.due(T + 200)).toEqual([key]);
  });

  it('for the last time when it has been idle for 30 minutes, and then forgotten', () => {
    const schedule = new Schedule();
    schedule.touch(key, T);
    looks(schedule, 20_000);
    expect(schedule.due(T + SESSION_IDLE_MS)).toEqual([]);
    expect(schedule.due(T + SESSION_IDLE_MS + 1)).toEqual([key]);
    schedule.looking(key, T + SESSION_IDLE_MS + 1);
    schedule.looked(key, { tookMs: 1, lastReceivedAt: T, closed: true });
    expect(schedule.size).toBe(0);
  });

  it('once for many batches that come together', () => {
    const schedule = new Schedule();
    for (let n = 0; n < 50; n++) schedule.touch(key, T + n);
    expect(schedule.due(T + 50)).toEqual([key]);
    schedule.looking(key, T + 50);
    schedule.looked(key, { tookMs: 1, lastReceivedAt: T + 49, closed: false });
    schedule.touch(key, T + 60);
    expect(schedule.due(T + 100)).toEqual([]);
    expect(schedule.due(T + 550)).toEqual([key]);
  });

  it('again when something came during the look', () => {
    const schedule = new Schedule();
    schedule.touch(key, T);
    schedule.looking(key, T);
    schedule.touch(key, T + 10);
    schedule.looked(key, { tookMs: 20, lastReceivedAt: T, closed: true });
    expect(schedule.size).toBe(1);
    expect(schedule.due(T + 500)).toEqual([key]);
  });

  it('less often when a look takes long', () => {
    const schedule = new Schedule();
    schedule.touch(key, T);
    schedule.looking(key, T);
    schedule.looked(key, { tookMs: 400, lastReceivedAt: T, closed: false });
    schedule.touch(key, T + 1);
    expect(schedule.due(T + 3900)).toEqual([]);
    expect(schedule.due(T + 4000)).toEqual([key]);
  });

  it('again, but not at once, when a look failed', () => {
    const schedule = new Schedule();
    schedule.touch(key, T);
    schedule.looking(key, T);
    schedule.failed(key);
    expect(schedule.due(T + 4900)).toEqual([]);
    expect(schedule.due(T + 5000)).toEqual([key]);
  });

  it('later and later while looks fail, and as always after one that went well', () => {
    const schedule = new Schedule();
    schedule.touch(key, T);
    const waits: number[] = [];
    for (let now = T, last = T; waits.length < 10; now += 500) {
      if (schedule.due(now).length === 0) continue;
      waits.push((now - last) / 1000);
      last = now;
      schedule.looking(key, now);
      expect(schedule.failed(key)).toBe(waits.length);
    }
    expect(waits).toEqual([0, 5, 10, 20, 40, 80, 160, 320, 600, 600]);
    schedule.looked(key, { tookMs: 1, lastReceivedAt: T, closed: false });
    expect(schedule.failed(key)).toBe(1);
  });

  it('F26 also when the clock was set back by a day', () => {
    const schedule = new Schedule();
    schedule.touch(key, T);
    schedule.looking(key, T);
    schedule.looked(key, { tookMs: 1, lastReceivedAt: T, closed: false });
    const yesterday = T - 86_400_000;
    schedule.touch(key, yesterday);
    expect(schedule.due(yesterday)).toEqual([key]);
  });

  it('again when its project is set otherwise, unless it is closed', () => {
    const schedule = new Schedule();
    const other = { project: 'q', session: 's' };
    for (const one of [key, other]) {
      schedule.touch(one, T);
      schedule.looking(one, T + 20_000);
      schedule.looked(one, { tookMs: 1, lastReceivedAt: T, closed: false });
    }
    const later = T + 60_000;
    expect(schedule.due(later)).toEqual([]);
    schedule.touchAll('p', later);
    expect(schedule.due(later)).toEqual([key]);
    schedule.looking(key, later);
    schedule.looked(key, { tookMs: 1, lastReceivedAt: T, closed: true });
    schedule.touchAll('p', later);
    expect(schedule.due(later + 60_000)).toEqual([]);
  });

  it('in turn with the others: who waits longest, and who is there now', () => {
    const schedule = new Schedule();
    for (const age of [3000, 1000, 5000, 2000, 4000]) schedule.touch({ project: 'p', session: `${age}` }, T - age);
    expect(schedule.due(T).map(({ session }) => session)).toEqual(['5000', '1000', '4000', '2000', '3000']);
  });
});

describe('the backlog', () => {
  const other = { project: 'p', session: 'other' };

  it('is empty where nothing waits, and where what waits is not due yet', () => {
    const schedule = new Schedule();
    expect(schedule.backlog(T)).toEqual({ waiting: 0, behindMs: 0, failing: 0 });
    schedule.touch(key, T);
    schedule.looking(key, T);
    schedule.looked(key, { tookMs: 3_000, lastReceivedAt: T, closed: false });
    schedule.touch(key, T + 5_000);
    expect(schedule.backlog(T + 20_000)).toEqual({ waiting: 0, behindMs: 0, failing: 0 });
    expect(schedule.backlog(T + 32_000)).toEqual({ waiting: 1, behindMs: 2_000, failing: 0 });
  });

  it('is as old as the session that waits longest, from what it heard first', () => {
    const schedule = new Schedule();
    schedule.touch(key, T);
    schedule.touch(key, T + 9_000);
    schedule.touch(other, T + 4_000);
    expect(schedule.backlog(T + 10_000)).toEqual({ waiting: 2, behindMs: 10_000, failing: 0 });
    schedule.looking(key, T + 10_000);
    schedule.looked(key, { tookMs: 1, lastReceivedAt: T + 9_000, closed: false });
    expect(schedule.backlog(T + 10_000)).toEqual({ waiting: 1, behindMs: 6_000, failing: 0 });
  });

  it('is no older than the settings that changed: nobody waited before', () => {
    const schedule = new Schedule();
    schedule.touch(key, T);
    schedule.looking(key, T + 1_000);
    schedule.looked(key, { tookMs: 1, lastReceivedAt: T, closed: false });
    schedule.touchAll('p', T + 600_000);
    expect(schedule.backlog(T + 600_000)).toEqual({ waiting: 1, behindMs: 0, failing: 0 });
    expect(schedule.backlog(T + 602_000)).toEqual({ waiting: 1, behindMs: 2_000, failing: 0 });
  });

  it('counts sessions that fail apart: they are not late, they are broken', () => {
    const schedule = new Schedule();
    schedule.touch(key, T);
    schedule.looking(key, T);
    schedule.failed(key);
    expect(schedule.backlog(T + 3_600_000)).toEqual({ waiting: 0, behindMs: 0, failing: 1 });
  });
});
