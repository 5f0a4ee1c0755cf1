import { describe, expect, it } from 'vitest';
import { type Norms, toNorms } from '../norms.ts';
import { el, findingsOf, RecordingBuilder } from '../recording-builder.ts';

const SHOP = 'https://shop.test';
const body = [
  el('a', { id: 'next', href: '/other' }, 'Next'),
  el('a', { id: 'tab', href: '/list' }, 'List'),
  el('button', { id: 'back' }, '← Back'),
];
const at = (path: string, visit = new RecordingBuilder()) => visit.open(SHOP + path, ...body);
const list = () => at('/list').wait(8_000).click('#next').wait(200);
/** From a list to a page, and back after a while. */
const thereAndBack = (ms: number, path = '/tea') => at('/list', at(path, list()).wait(ms));
const app = () => at('/list').wait(8_000).click('#next');
const usually = (seconds: number, page = '/tea'): Norms =>
  toNorms([{ measure: 'dwell', page, element: '', buckets: { [1 + Math.floor(Math.log2(seconds * 1_000) * 4)]: 40 } }]);
const find = (recording: RecordingBuilder, norms?: Norms) => findingsOf('quick-back', recording.wait(9_000), { norms });

/** Every false alarm that quick-back.md says it avoids, under the same name. */
const quiet: Record<string, () => RecordingBuilder> = {
  'two pages that are compared': () => {
    const once = (visit: RecordingBuilder) =>
      at('/list', at('/tea', visit.click('#next').wait(200)).wait(3_000)).wait(3_000);
    return once(once(at('/list').wait(8_000)));
  },
  'a page that was read': () => thereAndBack(20_000),
  'a redirect': () => thereAndBack(300),
  'a page that leads on by itself': () => at('/done', at('/tea', list()).wait(300)).wait(8_000),
  'tabs of one page': () => at('/list', at('/reviews', list()).wait(2_000).click('#tab').wait(100)),
  'routes that are pushed to and fro': () => app().navigate(`${SHOP}/tea`).wait(1_500).navigate(`${SHOP}/list`),
  'paging through results': () => at('/list/2', at('/list/3', at('/list/2').wait(5_000).click('#next')).wait(2_000)),
  'pages passed on the way further back': () =>
    at(
      '/',
      at(
        '/list',
        at('/tea', at('/list', at('/').wait(5_000).click('#next')).wait(9_000).click('#next')).wait(9_000),
      ).wait(1_000),
    ),
  'a reload': () => at('/tea', at('/tea', list()).wait(2_000)),
  'a page that went on to another': () => at('/cart', at('/tea', list()).wait(2_000).click('#next')),
  'a tab that was opened behind': () => at('/list', at('/tea', list()).wait(60_000).visibility('visible').wait(2_000)),
};

describe('quick-back stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) {
    it(name, () => expect(find(recording()).map(({ why }) => why)).toEqual([]));
  }

  it('where it is usual to leave that soon', () => {
    expect(find(thereAndBack(2_000), usually(3))).toEqual([]);
    expect(find(thereAndBack(2_000), usually(30))).toHaveLength(1);
  });

  it('where a part of the recording is missing', () => {
    const visit = thereAndBack(2_000).wait(3_000).error();
    const gaps = [{ before: visit.events.findLastIndex(({ type }) => type === 4), batches: 1 }];
    expect(findingsOf('quick-back', visit)).toHaveLength(1);
    const tab = { ...visit.tab(), gaps };
    expect(findingsOf('quick-back', Object.assign(visit, { tab: () => tab }))).toEqual([]);
  });
});

describe('quick-back marks', () => {
  it('a page that was left backwards at once', () => {
    const [finding] = find(thereAndBack(2_100));
    expect(finding).toMatchObject({ why: 'Went back from /tea after 2.1 seconds.', page: `${SHOP}/tea` });
    expect(finding!.evidence.map(({ text }) => text)).toEqual([
      'came from /list to /tea',
      'went back to /list, 2.1 seconds later',
    ]);
  });

  it('what is long elsewhere and short there', () => {
    expect(find(thereAndBack(4_600))).toEqual([]);
    const [finding] = find(thereAndBack(4_600), usually(60));
    expect(finding!.why).toMatch(/^Went back from \/tea after 4.6 seconds; usual on this page: \d+ seconds\.$/);
  });

  it('a route of a single-page app, surer where the page says so', () => {
    const pop = find(app().navigate(`${SHOP}/tea`).wait(2_000).navigate(`${SHOP}/list`, 'pop'));
    expect(pop.map(({ why }) => why)).toEqual(['Went back from /tea after 2 seconds.']);
    expect(pop[0]!.confidence).toBeGreaterThan(find(thereAndBack(2_000))[0]!.confidence);
  });

  it('the way back that the page itself offers', () => {
    expect(find(at('/list', at('/tea', list()).wait(2_000).click('#back').wait(100)))).toHaveLength(1);
  });

  it('one that came after a page that only led on', () => {
    expect(find(at('/list', at('/tea', at('/go', list()).wait(200)).wait(2_000)))).toHaveLength(1);
  });
});
