import { type Client, listRedactions } from '@falter/store';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { RedactionCounts } from './redaction-counts.ts';

const DAY = 86_400_000;

describe('counts of what was redacted', () => {
  const store = useStore();
  let projects = 0;

  function counting(client: Client = store.client) {
    const project = `counted-${++projects}`;
    const heard: [string, number][] = [];
    const counts = new RedactionCounts(
      client,
      (what, count) => heard.push([what, count]),
      () => {},
    );
    const add = (
      page: string,
      path: string,
      redactions: Parameters<RedactionCounts['add']>[1]['redactions'],
      now?: number,
    ) => counts.add({ project, page }, { page: path, redactions }, now);
    const read = async () => {
      await counts.flush();
      return listRedactions(store.client, { project, since: Date.now() - 30 * DAY, limit: 2_000 });
    };
    return { add, read, heard };
  }

  const email = { page: '', place: 'data-user', class: 'email', count: 2 } as const;

  it('are added up by page, place and class, and paths that differ in a number are one page', async () => {
    const { add, read, heard } = counting();
    add('page-1', '/order/4711', [{ ...email, page: '/order/4711' }]);
    add('page-2', '/order/4712', [
      { ...email, page: '/order/4712' },
      { page: '/order/4712', place: 'text', class: 'card', count: 1 },
    ]);
    const rows = await read();
    expect(rows.map(({ lastAt: _, ...row }) => row)).toEqual([
      { page: '/order/:id', place: 'data-user', class: 'email', count: 4 },
      { page: '/order/:id', place: 'text', class: 'card', count: 1 },
    ]);
    expect(Date.now() - (rows[0]?.lastAt ?? 0)).toBeLessThan(60_000);
    expect(heard).toEqual([
      ['email', 2],
      ['email', 2],
      ['card', 1],
    ]);
  });

  it('know the page of a batch that does not say it, from the batches before', async () => {
    const { add, read } = counting();
    add('page-1', '/cart', []);
    add('page-1', '', [email]);
    add('page-2', '', [{ ...email, count: 1 }]);
    expect((await read()).map(({ page, count }) => [page, count])).toEqual([
      ['/cart', 2],
      ['(unknown page)', 1],
    ]);
  });

  it('of long ago are not told', async () => {
    const { add, read } = counting();
    add('page-1', '/cart', [email], Date.now() - 40 * DAY);
    expect(await read()).toEqual([]);
  });

  it('tell apart a bounded number of places, and count the rest', async () => {
    const { add, read } = counting();
    for (let n = 0; n < 1_500; n++)
      add('page-1', '', [{ ...email, place: `data-${'x'.repeat(n % 40)}${n}`, count: 1 }]);
    const rows = await read();
    expect(rows.length).toBeLessThanOrEqual(1_001);
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(1_500);
    expect(rows[0]).toMatchObject({ place: 'other', page: '(unknown page)' });
  });
});
