import { NORM_LEAST, pageRoute, toStates } from '@falter/detector';
import { addNorms, insertBatches, listPageViews, readNorms, type StoredBatch, savePageViews } from '@falter/store';
import { EVENT_TYPE, type RecordedEvent, writeEventLines } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { inspect } from './inspection.ts';
import { ProjectNorms } from './norms.ts';

const DAY = 24 * 3_600_000;
const TODAY = Math.floor(Date.now() / DAY) * DAY;
const HUMAN = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';

/** From a list to a page and back: `stayedMs` on the page. */
function thereAndBack(session: string, at: number, stayedMs: number, values: Partial<StoredBatch> = {}): StoredBatch {
  const events: RecordedEvent[] = [];
  let now = at;
  for (const [path, ms] of [
    ['list', 9_000],
    ['tea/12', stayedMs],
    ['list', 5_000],
  ] as const) {
    const node = { type: 0, id: 1, childNodes: [{ type: 2, id: 2, tagName: 'html', attributes: {}, childNodes: [] }] };
    events.push({ type: EVENT_TYPE.load, timestamp: now, data: {} });
    events.push({
      type: EVENT_TYPE.meta,
      timestamp: now,
      data: { href: `https://shop.example/${path}`, width: 1, height: 1 },
    });
    events.push({ type: EVENT_TYPE.fullSnapshot, timestamp: now, data: { node, initialOffset: { left: 0, top: 0 } } });
    if (path === 'list' && events.length < 4) {
      const press = (type: number) => ({ source: 2, type, id: 2, x: 5, y: 5 });
      for (const type of [1, 0, 2])
        events.push({ type: EVENT_TYPE.incremental, timestamp: now + ms - 100, data: press(type) });
    }
    now += ms;
  }
  events.push({ type: EVENT_TYPE.custom, timestamp: now, data: { tag: 'x', payload: 1 } });
  const lines = writeEventLines(events);
  return {
    ...{ project: 'p', session, tab: 'tab-a', seq: 0, firstSeenAt: at, receivedAt: now, sentAt: now, page: 'p' },
    ...{ secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: HUMAN, dropped: 0 },
    ...{ events: events.length, bytes: lines.length, lines },
    ...values,
  };
}

describe('norms of a project', () => {
  const store = useStore();
  const look = async (project: string, session: string, now = Date.now()) => {
    const norms = new ProjectNorms(store.client);
    const inspection = await inspect(store.client, { project, session }, { now, norms });
    return { norms, inspection: inspection! };
  };
  const visit = async (batch: StoredBatch) => {
    await insertBatches(store.client, [batch]);
    const { norms, inspection } = await look(batch.project, batch.session);
    return { added: await norms.add(inspection), inspection };
  };
  const dwellOn = async (project: string, page: string) => {
    const asked = { project, device: 'desktop', from: TODAY - 60 * DAY, to: TODAY, least: 1 };
    return (await readNorms(store.client, asked)).find((row) => row.measure === 'dwell' && row.page === page)?.buckets;
  };
  const count = (buckets: Readonly<Record<number, number>> = {}) =>
    Object.values(buckets).reduce((sum, n) => sum + n, 0);

  it('hold what people did, once a session, when it is over', async () => {
    const over = thereAndBack('over', TODAY - 3 * DAY, 20_000, { project: 'add' });
    expect((await visit(over)).added).toBe(true);
    expect((await visit(over)).added).toBe(false);
    expect(count(await dwellOn('add', '/tea/:id'))).toBe(1);
    expect(count(await dwellOn('add', '/list'))).toBe(2);
    expect((await visit(thereAndBack('runs', Date.now() - 1_000, 20_000, { project: 'add' }))).added).toBe(false);
    const bot = { project: 'add', userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' };
    expect((await visit(thereAndBack('bot', TODAY - 3 * DAY, 20_000, bot))).added).toBe(false);
    expect(count(await dwellOn('add', '/tea/:id'))).toBe(1);
  });

  it('are what a session is compared with, and the same whenever somebody looks', async () => {
    /** As many people as a norm needs, who stayed on a page for this long. */
    const add = async (session: string, firstSeenAt: number, value: number) => {
      const [state] = toStates([{ measure: 'dwell', page: '/tea/:id', element: '', value }]);
      const buckets = Object.fromEntries(Object.keys(state!.buckets).map((bucket) => [bucket, NORM_LEAST]));
      await addNorms(store.client, { project: 'norm', session, firstSeenAt, device: 'desktop' }, [
        { ...state!, buckets },
      ]);
    };
    const found = async (session: string, at: number, now?: number) => {
      await insertBatches(store.client, [thereAndBack(session, at, 4_800, { project: 'norm' })]);
      const { inspection } = await look('norm', session, now);
      return inspection.detection.findings.map(({ why }) => why);
    };
    expect(await found('before', TODAY - 9 * DAY)).toEqual([]);
    await add('usual', TODAY - 8 * DAY, 55_000);
    expect(await found('next-day', TODAY - 7 * DAY)).toEqual([]);
    const told = ['Went back from /tea/:id after 4.8 seconds; usual on this page: 51 seconds.'];
    expect(await found('later', TODAY - 6 * DAY)).toEqual(told);
    // What comes after its own time is not what it is compared with.
    await add('new', TODAY - 5 * DAY, 5_000);
    expect((await look('norm', 'later')).inspection.detection.findings.map(({ why }) => why)).toEqual(told);
  });

  it('name pages as the store does', async () => {
    const urls = [
      ...['https://a.example/', 'https://a.example', 'https://a.example/tea/12/?q=', 'https://a.example/Order_1234/x'],
      ...['https://a.example/step-2/how-to-2024', 'https://a.example/u/0b0b5a1e-1111-4222-8333-944445555666/', ''],
      ...[
        'https://a.example/app#/cart/7?x=',
        'https://a.example/#!/cart',
        'https://a.example/a/*/b',
        'https://a.example/2024-11-30',
      ],
      ...[
        'https://a.example/abcdefghijklmnop1',
        'https://a.example/abcdefghijklmnopq',
        `https://a.example/${'teä/'.repeat(99)}`,
      ],
      ...[
        'https://a.example/12.5,7:3',
        'https://a.example/x#y',
        'https://a.example//double//slash',
        'http://a.example:80/p',
      ],
    ];
    const pages = urls.map((url, n) => ({ id: `t-${n}`, tab: 't', url, title: '', at: TODAY + n, until: TODAY + n }));
    await savePageViews(store.client, { project: 'r', session: 's', firstSeenAt: TODAY, revision: 1 }, pages);
    expect(await listPageViews(store.client, { project: 'r', session: 's' })).toHaveLength(urls.length);
    const rows = await store.client.rows<{ url: string; route: string }>(
      "SELECT url, route FROM page_views WHERE project = 'r'",
      {},
    );
    for (const { url, route } of rows) expect([url, pageRoute(url) || '(unknown page)']).toEqual([url, route]);
  });
});
