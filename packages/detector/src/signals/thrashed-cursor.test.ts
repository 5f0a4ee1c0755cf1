import { describe, expect, it } from 'vitest';
import { circling, el, findingsOf, page, type RecordingBuilder, shaking } from '../recording-builder.ts';

const open = (attributes = {}) =>
  page(
    el('button', { id: 'pay', ...attributes }, 'Pay now'),
    el('canvas', { id: 'board' }),
    el('p', { id: 'text' }, 'Text'),
  );
const find = (recording: RecordingBuilder) => findingsOf('thrashed-cursor', recording.wait(9_000));
/** Along lines of text, and quickly back to the next. */
const reading = () =>
  Array.from({ length: 400 }, (_, n) => {
    const [line, place] = [Math.floor(n / 44), n % 44];
    return [place < 40 ? 200 + place * 15 : 800 - (place - 39) * 120, 200 + line * 24] as const;
  });
/** A hand that wanders over a page. */
const wandering = () =>
  Array.from({ length: 200 }, (_, n) => [500 + 380 * Math.sin(n / 9), 400 + 260 * Math.sin(n / 13)] as const);

/** Every false alarm that thrashed-cursor.md says it avoids, under the same name. */
const quiet: Record<string, () => RecordingBuilder> = {
  'reading along lines': () => open().wander('#text', reading()),
  'wandering over the page': () => open().wander('#text', wandering()),
  'drawing on a canvas': () => open().wander('#board', circling(80, 350, 5_000)),
  'dragging something around': () => {
    const visit = open();
    return visit.click(
      '#pay',
      () => {},
      () => visit.wander('#pay', circling(80, 350, 5_000)),
    );
  },
  'aiming at things that move': () => {
    const visit = open();
    for (let i = 0; i < 12; i++)
      visit
        .wander('#pay', shaking(150, 400, 600))
        .click('#pay')
        .wait(10);
    return visit;
  },
  'one quick shake to find the pointer': () => open().wander('#pay', shaking(150, 300, 900)),
  'a hand that trembles': () => open().wander('#pay', shaking(6, 200, 6_000)),
  'sweeping over the whole window': () => open().wander('#pay', shaking(450, 500, 5_000)),
  'a place where the site switched it off': () =>
    open({ 'data-falter-ignore': 'thrashed-cursor' }).wander('#pay', circling(80, 350, 5_000)),
};

describe('thrashed-cursor stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) {
    it(name, () => expect(find(recording()).map(({ why }) => why)).toEqual([]));
  }
});

describe('thrashed-cursor marks', () => {
  it('circles in one place', () => {
    const [finding, ...more] = find(open().wander('#pay', circling(80, 350, 3_000)));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      why: 'Moved the pointer round and to and fro over button "Pay now" in 3 seconds.',
      confidence: 0.5,
    });
    expect(finding!.evidence[0]!.text).toMatch(
      /^\d+ pixels and 6 full turns within two seconds over button "Pay now"$/,
    );
  });

  it('shaking, whatever lies under the pointer', () => {
    expect(find(open().wander('', shaking(120, 300, 3_000)))).toHaveLength(1);
  });
});
