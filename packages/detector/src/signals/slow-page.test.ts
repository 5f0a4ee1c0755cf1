import { PLUGIN } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { el, findingsOf, page, type RecordingBuilder } from '../recording-builder.ts';

const open = () => page(el('h1', { id: 'title' }, 'Tea'));
const told = (name: string, value: unknown, visit = open()) => visit.plugin(PLUGIN.vital, { name, value });
const find = (recording: RecordingBuilder) => findingsOf('slow-page', recording.wait(9_000));
const why = (recording: RecordingBuilder) => find(recording).map(({ why }) => why);

/** Every false alarm that slow-page.md says it avoids, under the same name. */
const quiet: Record<string, () => RecordingBuilder> = {
  'a good page': () => told('INP', 120, told('LCP', 1_800)),
  'a page that could be better': () => told('INP', 500, told('LCP', 4_000)),
  'another measure that is poor': () => told('TTFB', 9_000, told('CLS', 4_001, told('FCP', 9_000))),
  'a tab that was opened behind': () => told('LCP', 30_000, open().wait(28_000).visibility('visible').wait(500)),
  'a measure that is none': () => told('LCP', 'slow', told('LCP', Number.NaN, told('LCP', -9_000))),
  'a page of which nothing was told': open,
};

describe('slow-page stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) {
    it(name, () => expect(why(recording())).toEqual([]));
  }
});

describe('slow-page marks', () => {
  it('the poor band, from its edge on', () => {
    expect(why(told('LCP', 4_001))).toEqual(['On /checkout the main content came after 4 seconds.']);
    expect(why(told('INP', 501))).toEqual(['On /checkout the page took 0.5 seconds to show an answer.']);
  });

  it('both in one finding', () => {
    const [finding, ...more] = find(told('INP', 820, told('LCP', 5_200)));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      why: 'On /checkout the main content came after 5.2 seconds, and the page took 0.8 seconds to show an answer.',
      confidence: 1,
      target: null,
    });
  });

  it('what was told last, of each document', () => {
    expect(why(told('INP', 900, told('INP', 90)))).toHaveLength(1);
    expect(why(told('LCP', 900, told('LCP', 9_000)))).toEqual([]);
    const two = told('LCP', 9_000)
      .open('https://shop.test/next', el('h1', { id: 'title' }, 'Next'))
      .wait(2_000);
    expect(find(told('LCP', 900, two)).map(({ page }) => page)).toEqual(['https://shop.test/checkout']);
  });
});
