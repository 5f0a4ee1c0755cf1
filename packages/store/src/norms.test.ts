import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { erase } from './erasure.ts';
import { addNorms, type NormRow, readNorms } from './norms.ts';

const DAY = 24 * 3_600_000;
const TODAY = Math.floor(Date.now() / DAY) * DAY;
const row = (buckets: Record<number, number>, page = '/cart'): NormRow => {
  return { measure: 'dwell', page, element: '', buckets };
};

describe('norms', () => {
  const store = useStore();
  const add = (project: string, session: string, rows: NormRow[], more: { device?: string; at?: number } = {}) =>
    addNorms(store.client, { project, session, firstSeenAt: more.at ?? TODAY, device: more.device ?? 'desktop' }, rows);
  const read = (project: string, more: { device?: string; from?: number; to?: number; least?: number } = {}) =>
    readNorms(store.client, { project, device: 'desktop', from: TODAY, to: TODAY, least: 1, ...more });

  it('of many sessions are added up, before and after the engine merged them', async () => {
    expect(await add('sum', 'a', [row({ 4: 1, 40: 2 }), row({ 4: 1 }, '/')])).toBe(true);
    expect(await add('sum', 'b', [row({ 40: 1, 255: 1 })])).toBe(true);
    const expected = [row({ 4: 1, 40: 3, 255: 1 }), row({ 4: 1 }, '/')];
    expect(await read('sum')).toEqual(expected);
    await store.client.command('OPTIMIZE TABLE norms FINAL');
    expect(await read('sum')).toEqual(expected);
  });

  it('take a session once, also from a writer who died in the middle', async () => {
    expect(await add('once', 'a', [row({ 7: 1 })])).toBe(true);
    expect(await add('once', 'a', [row({ 7: 1 })])).toBe(false);
    await store.client.command("DELETE FROM norm_sessions WHERE project = 'once'");
    expect(await add('once', 'a', [row({ 7: 1 })])).toBe(true);
    expect(await read('once')).toEqual([row({ 7: 1 })]);
    expect(await add('once', 'b', [row({ 7: 1 })])).toBe(true);
    expect(await read('once')).toEqual([row({ 7: 2 })]);
  });

  it('are apart by device and day, and silent where too little is known', async () => {
    await add('apart', 'a', [row({ 1: 1 })]);
    await add('apart', 'b', [row({ 2: 1 })], { device: 'mobile' });
    await add('apart', 'c', [row({ 3: 1 })], { at: TODAY - 2 * DAY });
    expect(await read('apart')).toEqual([row({ 1: 1 })]);
    expect(await read('apart', { device: 'mobile' })).toEqual([row({ 2: 1 })]);
    expect(await read('apart', { from: TODAY - 3 * DAY })).toEqual([row({ 1: 1, 3: 1 })]);
    expect(await read('apart', { from: TODAY - 3 * DAY, to: TODAY - DAY })).toEqual([row({ 3: 1 })]);
    expect(await read('apart', { least: 2 })).toEqual([]);
  });

  it('stay when a session is erased, without its name; and go with the project', async () => {
    await add('gone', 'a', [row({ 9: 1 })]);
    await erase(store.client, { project: 'gone', sessions: ['a'] });
    expect(await read('gone')).toHaveLength(1);
    const named = () => store.client.rows("SELECT session FROM norm_sessions WHERE project = 'gone'", {});
    expect(await named()).toEqual([]);
    await erase(store.client, { project: 'gone', sessions: [] });
    expect(await read('gone')).toEqual([]);
  });
});
