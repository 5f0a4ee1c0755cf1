import { describe, expect, it } from 'vitest';
import { el, findingsOf, RecordingBuilder } from '../recording-builder.ts';

const SHOP = 'https://shop.test';
const body = [el('button', { id: 'go' }, 'Go on'), el('a', { id: 'next', href: '/next' }, 'Next')];
const at = (path: string, visit = new RecordingBuilder()) => visit.open(SHOP + path, ...body);
const find = (recording: RecordingBuilder) => findingsOf('page-loop', recording.wait(9_000));
const why = (recording: RecordingBuilder) => find(recording).map(({ why }) => why);

/** Opens each of these pages by a click, `ms` apart. */
function tour(pages: string[], ms: number): RecordingBuilder {
  const visit = new RecordingBuilder();
  for (const page of pages) at(page, visit).move('#go').wait(ms).click('#next');
  return visit;
}
/** Reloads a page after each of these times. */
function reloaded(gaps: number[], there: (visit: RecordingBuilder) => unknown = (visit) => visit.move('#go')) {
  const visit = at('/cart');
  for (const gap of gaps) {
    there(visit);
    at('/cart', visit.wait(gap));
  }
  return visit;
}

/** Every false alarm that page-loop.md says it avoids, under the same name. */
const quiet: Record<string, () => RecordingBuilder> = {
  'a list that somebody works through': () =>
    tour(['/list', '/tea/1', '/list', '/tea/2', '/list', '/tea/3', '/list'], 3_000),
  'there and back once': () => tour(['/list', '/tea', '/list'], 3_000),
  'the same page over a long time': () => tour(['/list', '/tea', '/list', '/tea', '/list'], 20_000),
  'the same page shown again by its own buttons': () => tour(['/list', '/list', '/list', '/list'], 2_000),
  'a form that is sent and comes back by a page in between': () => {
    const visit = at('/cart');
    for (let i = 0; i < 4; i++) at('/cart', at('/cart/add', visit.wait(2_000).click('#go')).wait(200));
    return visit;
  },
  'a page that reloads itself': () => reloaded([5_000, 5_080, 4_960, 5_030, 5_000]),
  'a page that reloads itself while nobody looks': () =>
    reloaded([3_000, 9_000, 4_000, 7_000], (visit) => visit.visibility('hidden')),
  'two reloads': () => reloaded([4_000, 2_000]),
  'reloads over a long time': () => reloaded([50_000, 35_000, 61_000, 44_000]),
  'a page that is sent again by its button': () =>
    reloaded([2_000, 3_500, 2_500], (visit) => visit.after(1_900, () => visit.click('#go'))),
};

describe('page-loop stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) {
    it(name, () => expect(why(recording())).toEqual([]));
  }
});

describe('page-loop marks', () => {
  it('the same page again and again, with the same one between', () => {
    const [finding, ...more] = find(tour(['/cart', '/login', '/cart', '/login', '/cart', '/login', '/cart'], 2_940));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      why: 'Came to /cart 4 times in 18 seconds, with only one other page between.',
      page: `${SHOP}/cart`,
    });
    expect(finding!.evidence.map(({ text }) => text)).toEqual(Array(4).fill('was on /cart'));
  });

  it('rounds through three pages', () => {
    expect(why(tour(['/a', '/b', '/c', '/a', '/b', '/c', '/a', '/b', '/c', '/a'], 2_000))).toEqual([
      'Came to /a 4 times in 19 seconds, with only 2 other pages between.',
    ]);
  });

  it('rounds of which each brings the same, three visits of one page', () => {
    expect(why(tour(['/a', '/b', '/c', '/a', '/b', '/c', '/a'], 2_000))).toEqual([
      'Came to /a 3 times in 12 seconds, with only 2 other pages between.',
    ]);
    expect(why(tour(['/a', '/b', '/c', '/a', '/b', '/c', '/a'], 5_500))).toEqual([]);
  });

  it('routes of a single-page app', () => {
    const app = at('/cart').move('#go').wait(3_000);
    for (const path of ['/login', '/cart', '/login', '/cart'])
      app
        .click('#go')
        .navigate(SHOP + path)
        .wait(3_000);
    expect(why(app)).toEqual(['Came to /cart 3 times in 12 seconds, with only one other page between.']);
  });

  it('reloads in a hurry, as one', () => {
    const [finding, ...more] = find(reloaded([4_000, 2_200, 1_300, 5_100]));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ why: 'Reloaded /cart 4 times in 13 seconds.', confidence: 0.9 });
    expect(finding!.evidence.map(({ text }) => text)).toEqual(['was on /cart', ...Array(4).fill('reloaded /cart')]);
  });

  it('reloads of which nobody knows whether somebody was there, with less certainty', () => {
    expect(find(reloaded([4_000, 2_200, 1_300], () => {}))[0]?.confidence).toBe(0.7);
  });
});
