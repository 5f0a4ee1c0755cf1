import { describe, expect, it } from 'vitest';
import { el, findingsOf, page, type RecordingBuilder } from '../recording-builder.ts';

const dead = () => page(el('button', { id: 'pay' }, 'Pay now'), el('p', { id: 'text' }, 'Some words to read'));
const find = (recording: RecordingBuilder) => findingsOf('rage-click', recording.wait(8_000));
let count = 0;
const stepper = (id: string) =>
  page(el('button', { id }, '+'), el('span', { id: 'count' }, '1'), el('p', { id: 'clock' }, '12:00'));
const up = (recording: RecordingBuilder) => recording.text('#count', String(++count));
const tick = (recording: RecordingBuilder) => recording.text('#clock', String(++count));

/** Every false alarm that rage-click.md says it avoids. */
const quiet: Record<string, () => RecordingBuilder> = {
  'a stepper clicked eight times': () => stepper('more').clicks('#more', 8, 250, up),
  'a stepper that answers after most of a second': () =>
    stepper('more').clicks('#more', 5, 300, (recording) => recording.after(900, up)),
  'a toggle that toggles': () => {
    let on = false;
    return dead().clicks('#pay', 5, 300, (recording) => {
      on = !on;
      recording.attribute('#pay', { 'aria-pressed': String(on) });
    });
  },
  'a class that stays': () =>
    dead().clicks('#pay', 4, 300, (recording) => recording.attribute('#pay', { class: `step-${++count}` })),
  'a carousel that slides by style': () =>
    stepper('next').clicks('#next', 6, 300, (recording) =>
      recording.attribute('#count', { style: `transform: translateX(${++count}px)` }),
    ),
  'a carousel that scrolls': () =>
    stepper('next').clicks('#next', 6, 300, (recording) => recording.wait(60).scroll('#count')),
  'a wizard whose next button is another one each time': () => {
    const recording = page(el('div', { id: 'box' }, el('button', { id: 'next' }, 'Next')));
    for (let i = 0; i < 5; i++) {
      recording
        .click('#next')
        .remove('#next')
        .add('#box', el('button', { id: 'next' }, 'Next'))
        .wait(400);
    }
    return recording;
  },
  'a triple click that selects text': () => dead().clicks('#text', 3, 150, (recording) => recording.select('#text')),
  'editing text in a field': () => page(el('textarea', { id: 'field' })).clicks('#field', 5, 200),
  'canvas, video and embedded frames': () => page(el('canvas', { id: 'game' })).clicks('#game', 9, 200),
  'a layer above a canvas': () =>
    page(el('div', {}, el('canvas'), el('div', { id: 'layer' }))).clicks('#layer', 9, 200),
  'a native date picker': () => page(el('input', { id: 'day', type: 'date' })).clicks('#day', 4, 300),
  'a range slider': () => page(el('input', { id: 'volume', type: 'range' })).clicks('#volume', 4, 300),
  'a copy button': () => page(el('button', { id: 'copy' }, 'Copy link')).clicks('#copy', 3, 300),
  'blank space': () => dead().clicks('', 6, 300),
  'a panel with controls of its own': () =>
    page(el('div', { id: 'panel' }, 'Options', el('button', {}, 'Apply'))).clicks('#panel', 4, 300),
  'clicks that drag': () => {
    const recording = dead();
    for (let i = 0; i < 4; i++) {
      const id = recording.id('#pay');
      recording.incremental(2, { type: 1, id, x: 10, y: 10 }).wait(100);
      recording.incremental(2, { type: 0, id, x: 90, y: 10 }).incremental(2, { type: 2, id, x: 90, y: 10 }).wait(300);
    }
    return recording;
  },
  'clicks that a script makes': () => {
    const recording = dead()
      .click('#text', (after) => after.text('#text', 'ok'))
      .wait(1_000);
    for (let i = 0; i < 5; i++) recording.incremental(2, { type: 2, id: recording.id('#pay'), x: 0, y: 0 }).wait(200);
    return recording;
  },
  'three clicks with more than a second between them': () => dead().clicks('#pay', 3, 1_400),
  'two clicks': () => dead().clicks('#pay', 2, 200),
  'three buttons one after the other': () =>
    page(el('button', { id: 'a' }, 'A'), el('button', { id: 'b' }, 'B'), el('button', { id: 'c' }, 'C'))
      .click('#a')
      .wait(200)
      .click('#b')
      .wait(200)
      .click('#c'),
  'a place where the site switched it off': () =>
    page(el('div', { 'data-falter-ignore': 'rage-click' }, el('button', { id: 'pay' }, 'Pay'))).clicks('#pay', 5, 200),
  'a button that opens another tab': () => dead().clicks('#pay', 3, 200, (recording) => recording.visibility('hidden')),
  'a page that comes within two seconds': () =>
    dead().clicks('#pay', 4, 300).wait(900).open('https://shop.test/thanks'),
  'a counter that is told when the hand rests': () =>
    stepper('more').clicks('#more', 7, 250).wait(500).text('#count', String(++count)),
};

const marks: Record<string, [() => RecordingBuilder, string]> = {
  'five clicks on a dead button': [
    () => dead().clicks('#pay', 5, 300),
    'Clicked button "Pay now" 5 times in 1.2 seconds and nothing happened.',
  ],
  'a dead button beside a clock': [
    () => stepper('more').every(1_000, tick).wait(6_000).clicks('#more', 5, 500),
    'Clicked button "+" 5 times in 2 seconds and nothing happened.',
  ],
  'a dead button beside an animation': [
    () =>
      stepper('more')
        .every(17, (later) => later.attribute('#clock', { style: `left: ${++count}px` }))
        .wait(3_000)
        .clicks('#more', 4, 400),
    'Clicked button "+" 4 times in 1.2 seconds and nothing happened.',
  ],
  'a button that only shows that it is pressed': [
    () =>
      Array.from({ length: 4 }).reduce<RecordingBuilder>(
        (recording) =>
          recording
            .click(
              '#pay',
              (after) => after.attribute('#pay', { class: null }),
              (down) => down.attribute('#pay', { class: 'sunken' }),
            )
            .wait(300),
        dead(),
      ),
    'Clicked button "Pay now" 4 times in 1.1 seconds and nothing happened.',
  ],
  'a ripple on a dead button': [
    () => {
      const recording = dead();
      for (let i = 0; i < 4; i++) {
        recording.click('#pay', undefined, (down) => down.add('#pay', el('span', { id: `r${i}` }))).wait(200);
        recording.remove(`#r${i}`).wait(100);
      }
      return recording;
    },
    'Clicked button "Pay now" 4 times in 1.1 seconds and nothing happened.',
  ],
  'a button whose code fails': [
    () => dead().clicks('#pay', 4, 300, (recording) => recording.error()),
    'Clicked button "Pay now" 4 times within a second and nothing happened.',
  ],
  'a button that only tells the statistics': [
    () => dead().clicks('#pay', 4, 300, (recording) => recording.add('', el('script', { src: 'https://stats.test' }))),
    'Clicked button "Pay now" 4 times within a second and nothing happened.',
  ],
  'a printer that never prints': [
    () => page(el('button', { id: 'print' }, 'Print')).clicks('#print', 4, 300),
    'Clicked button "Print" 4 times within a second and nothing happened.',
  ],
  'one answer for all of them, after the visitor had given up': [
    () => dead().clicks('#pay', 5, 300).wait(1_300).text('#text', 'Paid'),
    'Clicked button "Pay now" 5 times in 1.2 seconds and nothing happened.',
  ],
  'a page that comes when the visitor had given up': [
    () => dead().clicks('#pay', 5, 300).wait(1_500).open('https://shop.test/thanks'),
    'Clicked button "Pay now" 5 times in 1.2 seconds and nothing happened.',
  ],
  'an answer that comes too late': [
    () => dead().clicks('#pay', 4, 300).wait(5_000).text('#text', 'Paid'),
    'Clicked button "Pay now" 4 times within a second and nothing happened.',
  ],
  'a visitor who then closes the tab': [
    () => dead().clicks('#pay', 5, 250).wait(2_000).visibility('left').visibility('hidden'),
    'Clicked button "Pay now" 5 times within a second and nothing happened.',
  ],
  'something that does not look clickable': [
    () => page(el('div', { id: 'box' }, el('img', { id: 'pic', alt: 'A red shoe' }))).clicks('#pic', 4, 300),
    'Clicked image "A red shoe" 4 times within a second and nothing happened.',
  ],
};

describe('rage-click stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) {
    it(name, () => expect(find(recording()).map(({ why }) => why)).toEqual([]));
  }
});

describe('rage-click marks', () => {
  for (const [name, [recording, why]] of Object.entries(marks)) {
    it(name, () => expect(find(recording()).map((finding) => finding.why)).toEqual([why]));
  }

  it('a burst whose first click only came with the scroll that brought the button into view', () => {
    const recording = dead().click('#pay', (after) => after.scroll());
    expect(find(recording.wait(200).clicks('#pay', 4, 200).wait(9_000).scroll())).toHaveLength(1);
  });

  it('one finding with the whole burst as evidence', () => {
    const [finding] = find(dead().clicks('#pay', 5, 300));
    expect(finding).toMatchObject({ signal: 'rage-click', tab: 'tab-1', page: 'https://shop.test/checkout' });
    expect(finding?.target).toMatchObject({ tag: 'button', label: 'button "Pay now"', selector: '#pay' });
    expect(finding?.evidence).toHaveLength(5);
    expect(finding!.until - finding!.at).toBe(4 * 300);
  });

  it('live, a burst as soon as the presses are there, under the id that it keeps', () => {
    const recording = dead().clicks('#pay', 3, 200);
    const live = findingsOf('rage-click', recording, { closed: false });
    expect(live).toMatchObject([{ provisional: true, id: find(recording)[0]?.id }]);
  });

  it('live, no burst so quick that nothing could have answered yet, until it could', () => {
    const recording = dead().clicks('#pay', 3, 100);
    const live = (until: number) => findingsOf('rage-click', recording, { closed: false, until: recording.at + until });
    expect(live(0)).toEqual([]);
    expect(live(150)).toMatchObject([{ provisional: true }]);
  });

  it('live, a burst that the page answers after all no longer', () => {
    const recording = dead().clicks('#pay', 3, 250);
    expect(findingsOf('rage-click', recording, { closed: false })).toHaveLength(1);
    expect(findingsOf('rage-click', recording.wait(700).text('#text', 'Paid'), { closed: false })).toEqual([]);
  });
});
