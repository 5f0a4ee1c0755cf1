import { describe, expect, it } from 'vitest';
import { el, findingsOf, RecordingBuilder } from '../recording-builder.ts';
import { thereAndBack } from './there-and-back.ts';
import { toTimelines } from './timelines.ts';

const SHOP = 'https://shop.test';
const NEXT = el('a', { id: 'next', href: `${SHOP}/tea` }, 'Tea');
const list = (visit = new RecordingBuilder()) => visit.open(`${SHOP}/list`, NEXT);
/** A link is followed; of the page behind it nothing is recorded, and after a while the list is there again. */
const unseen = (ms: number, href = `${SHOP}/tea`) => {
  const visit = new RecordingBuilder().open(`${SHOP}/list`, el('a', { id: 'next', href }, 'Tea'));
  return list(visit.wait(8_000).click('#next').wait(100).visibility('left').wait(ms)).wait(9_000);
};
const whys = (recording: RecordingBuilder) => findingsOf('quick-back', recording).map(({ why }) => why);
const viewsOf = (recording: RecordingBuilder) =>
  toTimelines([recording.tab()], { closed: true }).flatMap(({ steps }) => steps.filter((step) => step.kind === 'view'));
const goings = (recording: RecordingBuilder) =>
  [...thereAndBack(viewsOf(recording))].map(({ page, from, back, shownMs, isRecorded }) => ({
    ...{ page, from, back, shownMs, isRecorded },
  }));

describe('a page that was passed before it was recorded', () => {
  it('is one to which a click led, and from which the visitor came back to the same address', () => {
    expect(goings(unseen(2_000))).toEqual([
      { page: '/tea', from: '/list', back: '/list', shownMs: 2_000, isRecorded: false },
    ]);
    expect(whys(unseen(2_000))).toEqual(['Went back from /tea after 2 seconds, before anything of it was recorded.']);
  });

  it('is told less surely than one of which something is known', () => {
    const seen = list(list().wait(8_000).click('#next').wait(100).open(`${SHOP}/tea`, NEXT).wait(2_000)).wait(9_000);
    const confidence = (recording: RecordingBuilder) => findingsOf('quick-back', recording)[0]!.confidence;
    expect(confidence(unseen(2_000))).toBeLessThan(confidence(seen));
  });

  it('was read when it took long, and is no page where the link leads to the same one, or to another site', () => {
    expect(whys(unseen(30_000))).toEqual([]);
    expect(goings(unseen(2_000, `${SHOP}/list#top`))).toEqual([]);
    expect(goings(unseen(2_000, 'https://bank.test/login'))).toEqual([]);
  });

  it('is none where nobody had clicked: that is a reload', () => {
    expect(goings(list(list().wait(8_000).visibility('left').wait(2_000)).wait(9_000))).toEqual([]);
  });

  it('hides that the page before it was left to it, not back', () => {
    const visit = new RecordingBuilder().open(`${SHOP}/`, el('a', { id: 'in', href: `${SHOP}/list` }, 'List'));
    const there = list(visit.wait(5_000).click('#in').wait(100)).wait(3_000).click('#next').wait(100);
    const back = list(there.visibility('left').wait(1_500)).wait(9_000);
    expect(goings(back).map(({ page }) => page)).toEqual(['/tea']);
  });
});

describe('the history as the page tells it (pop)', () => {
  const app = () => list().wait(8_000).click('#next').navigate(`${SHOP}/tea`).wait(2_000);

  it('is back, also right after a click, where a push to the same address is a link', () => {
    expect(whys(app().click('#next').navigate(`${SHOP}/list`, 'pop').wait(9_000))).toHaveLength(1);
    expect(whys(app().click('#next').navigate(`${SHOP}/list`, 'push').wait(9_000))).toEqual([]);
  });

  it('is back where it leads to before the recording began', () => {
    expect(goings(app().navigate(`${SHOP}/home`, 'pop').wait(9_000))).toEqual([
      { page: '/tea', from: '/list', back: '/home', shownMs: 2_000, isRecorded: true },
    ]);
    expect(goings(app().navigate(`${SHOP}/home`, 'push').wait(9_000))).toEqual([]);
  });

  it('is forward where the address lies ahead: nothing was left backwards', () => {
    const again = app().navigate(`${SHOP}/list`, 'pop').wait(2_000).navigate(`${SHOP}/tea`, 'pop').wait(9_000);
    expect(goings(again).map(({ page }) => page)).toEqual(['/tea']);
  });

  it('is believed whatever was clicked right before', () => {
    const there = app().click('#next').navigate(`${SHOP}/list`, 'pop').wait(2_000);
    const again = there.click('#next').navigate(`${SHOP}/tea`, 'pop').wait(9_000);
    expect(viewsOf(again).map(({ came }) => came)).toEqual(['opened', 'link', 'back', 'forward']);
  });

  it('answers no click, unless what was clicked calls itself the way back', () => {
    const pop = (label: string) => {
      const visit = new RecordingBuilder().open(`${SHOP}/list`, el('button', { id: 'it' }, label)).wait(2_000);
      visit.navigate(`${SHOP}/tea`).wait(5_000).click('#it').wait(900).navigate(`${SHOP}/list`, 'pop');
      return findingsOf('dead-click', visit.wait(9_000).scroll()).map(({ why }) => why);
    };
    expect(pop('Buy now')).toEqual(['Clicked button "Buy now" once and nothing happened.']);
    expect(pop('← Back')).toEqual([]);
  });
});
