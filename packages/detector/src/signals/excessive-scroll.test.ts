import { describe, expect, it } from 'vitest';
import { bucketOf, type Norms, toNorms } from '../norms.ts';
import { el, findingsOf, page, type RecordingBuilder } from '../recording-builder.ts';

const open = () => page(el('p', { id: 'text' }, 'Long text'));
/** Scrolls down and up again, `turns` times, in steps of `step` pixels each 100 ms. */
function upAndDown(turns: number, { leg = 900, step = 300, rest = 0 } = {}, visit = open()): RecordingBuilder {
  let y = 0;
  for (let turn = 0; turn <= turns; turn++) {
    for (let gone = 0; gone < leg; gone += step) {
      y += turn % 2 === 0 ? step : -step;
      visit.scrollTo(y).wait(100);
    }
    visit.wait(rest);
  }
  return visit;
}
const down = (ms: number, px: number) => {
  const visit = open();
  for (let y = 0; y < 30_000; y += px) visit.scrollTo(y).wait(ms);
  return visit;
};
const usually = (turns: number[]): Norms =>
  toNorms(
    turns.flatMap((count) =>
      Array.from({ length: 20 }, () => ({
        ...{ measure: 'scroll-turns' as const, page: '/checkout', element: '' },
        buckets: { [bucketOf(count)]: 1 },
      })),
    ),
  );
const find = (recording: RecordingBuilder, norms?: Norms) =>
  findingsOf('excessive-scroll', recording.wait(9_000), { norms });

/** Every false alarm that excessive-scroll.md says it avoids, under the same name. */
const quiet: Record<string, () => RecordingBuilder> = {
  'a long text that is read': () => down(400, 120),
  'a feed without end': () => down(100, 900),
  'looking something up above, now and then': () => upAndDown(20, { rest: 4_000 }),
  'correcting where one reads': () => upAndDown(40, { leg: 120, step: 60 }),
  'some turns on a page of which nothing is known': () => upAndDown(4),
  'turns on one page and on the next': () =>
    upAndDown(
      4,
      {},
      upAndDown(4)
        .open('https://shop.test/next', el('p', { id: 'text' }, 'Next'))
        .wait(500),
    ),
};

describe('excessive-scroll stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) {
    it(name, () => expect(find(recording()).map(({ why }) => why)).toEqual([]));
  }

  it('where it is usual', () => expect(find(upAndDown(14), usually([4, 6, 8]))).toEqual([]));

  it('where few turns are many times what is usual', () => expect(find(upAndDown(3), usually([0, 0, 1]))).toEqual([]));
});

describe('excessive-scroll marks', () => {
  it('far more turns than usual, and says what is', () => {
    const [finding] = find(upAndDown(9), usually([1, 2, 3]));
    expect(finding).toMatchObject({
      why: 'Scrolled up and down on /checkout, 9 turns in 2.4 seconds; usual on this page: 1 to 3.',
      confidence: 0.75,
    });
  });

  it('an extreme where nothing is known, with less certainty', () => {
    const [finding] = find(upAndDown(13));
    expect(finding).toMatchObject({
      why: 'Scrolled up and down on /checkout, 13 turns in 3.6 seconds.',
      confidence: 0.5,
    });
  });
});
