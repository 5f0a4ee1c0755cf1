import { PLUGIN } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { detect } from '../detect.ts';
import { el, page, type RecordingBuilder, STARTED_AT } from '../recording-builder.ts';
import { toTimelines } from './timelines.ts';

const shop = () =>
  page(el('button', { id: 'pay' }, 'Pay now'), el('div', { id: 'ticker' }, el('button', { id: 'buy' }, 'Buy')));
const notes = (recording: RecordingBuilder, gaps: { before: number; batches: number }[] = []) =>
  detect([{ ...recording.tab(), gaps }], { closed: true }).notes.map((note) => ({
    ...note,
    at: note.at - STARTED_AT,
    until: (note.until ?? 0) - STARTED_AT,
  }));
const verdicts = (recording: RecordingBuilder) =>
  toTimelines([recording.tab()], { closed: true })[0]!.steps.flatMap((step) =>
    step.kind === 'click' ? [step.effect.verdict] : [],
  );
const lost = (recording: RecordingBuilder, from: number, until: number, why = 'room') =>
  recording.plugin(PLUGIN.lost, { events: 40, from: STARTED_AT + from, until: STARTED_AT + until, why });
const sampled = (recording: RecordingBuilder, name: string, rate: number) =>
  recording.plugin(PLUGIN.degraded, { id: recording.id(name), rate });

describe('what is missing', () => {
  it('is told with its place and its size, whoever knows of it', () => {
    const recording = lost(shop().wait(5_000), 3_000, 4_000);
    const gap = recording.wait(500).events.length;
    sampled(recording.wait(1_500).scroll(), '#ticker', 3_412);
    sampled(recording.wait(6_000), '#ticker', 0);
    const rate = 'Falter could not record #ticker at full rate: about 3,400 changes a second';
    const room = '40 events were lost: more waited than a page may keep';
    const never = '2 batches of the page never arrived';
    expect(notes(recording, [{ before: gap, batches: 2 }])).toEqual([
      { kind: 'lost', tab: 'tab-1', at: 3_000, until: 4_000, count: 40, text: room },
      { kind: 'missing', tab: 'tab-1', at: 7_000, until: 9_000, count: 2, text: never },
      { kind: 'degraded', tab: 'tab-1', at: 9_000, until: 15_000, count: 3_412, text: rate },
    ]);
  });

  it('of a canvas or a frame is told once, with what was left out in the end', () => {
    const recording = page(el('canvas', { id: 'game' }), el('canvas', { id: 'map' }), el('iframe', { id: 'pay' }));
    const left = (name: string, rate: number, why: string) =>
      recording.plugin(PLUGIN.degraded, { id: recording.id(name), rate, why }).wait(1_000);
    for (const rate of [1, 2, 4]) left('#game', rate, 'canvas-budget');
    recording.plugin(PLUGIN.degraded, { id: recording.id('#game'), rate: 0 }).wait(1_000);
    left('#game', 1, 'canvas-size');
    left('#map', 1, 'canvas-tainted');
    left('#pay', 1, 'frame-budget');
    expect(notes(recording).map(({ text, count, at, until }) => [text, count, until - at])).toEqual([
      ['Falter could not record #game in full: 4 pictures were too many', 4, 3_000],
      ['Falter could not record #game in full: a picture was too large', 1, 2_000],
      ['Falter could not record #map in full: something of another site is drawn in it', 1, 1_000],
      ['Falter could not record #pay in full: an event was too many', 1, 0],
    ]);
  });

  it('says why where that is known, and counts one as one', () => {
    const recording = shop();
    for (const why of ['size', 'refused', 'constructor', 7])
      recording.plugin(PLUGIN.lost, { events: 1, from: recording.at, until: recording.at, why });
    expect(notes(recording).map(({ text }) => text)).toEqual([
      'an event was lost: too large to be sent',
      'an event was lost: they were not accepted',
      'an event was lost',
      'an event was lost',
    ]);
  });

  it('before the first event begins there', () => {
    const recording = shop();
    expect(notes(recording, [{ before: 0, batches: 1 }])).toMatchObject([{ kind: 'missing', at: 0, until: 0 }]);
  });

  it('throws nothing, whatever stands in it', () => {
    const recording = shop();
    for (const payload of [
      null,
      7,
      [],
      {},
      { events: -4, from: 'x', until: Number.NaN, id: [], rate: Number.POSITIVE_INFINITY },
    ]) {
      for (const plugin of [PLUGIN.lost, PLUGIN.degraded]) recording.plugin(plugin, payload as object);
    }
    for (const { at, until, count } of notes(recording)) {
      expect([at, until].every((time) => time >= 0 && time <= 2_000)).toBe(true);
      expect(count).toBeGreaterThan(0);
    }
  });

  it('is told before the notes that nobody would read on', () => {
    const recording = shop();
    for (let n = 0; n < 300; n++) recording.plugin(PLUGIN.console, { level: 'error', text: `number ${n}` });
    lost(recording, 1_000, 1_500);
    expect(notes(recording).filter(({ kind }) => kind === 'lost')).toHaveLength(1);
  });
});

describe('a part that is sampled', () => {
  const stretches = (recording: RecordingBuilder) =>
    notes(recording)
      .filter(({ kind }) => kind === 'degraded')
      .map(({ at, until }) => [at, until]);

  it('is over with its document, with the recording, and with a part around it', () => {
    const recording = sampled(shop(), '#ticker', 500);
    expect(stretches(sampled(recording.wait(1_000), '', 900).wait(1_000).scroll())).toEqual([
      [2_000, 3_000],
      [3_000, 4_000],
    ]);
    const left = sampled(shop(), '#ticker', 500).wait(4_000).open('https://shop.test/thanks').wait(3_000).scroll();
    expect(stretches(left)).toEqual([[2_000, 6_000]]);
  });

  it('that left the page is over when that is told without its number', () => {
    const recording = page(el('div', { id: 'gone' }, 'x'), el('div', { id: 'stays' }, 'y'));
    sampled(sampled(recording, '#gone', 300), '#stays', 300)
      .wait(1_000)
      .remove('#gone');
    recording.plugin(PLUGIN.degraded, { id: 0, rate: 0 }).wait(1_000).scroll();
    expect(stretches(recording)).toEqual([
      [2_000, 3_000],
      [2_000, 4_000],
    ]);
  });
});

describe('a click whose answer may be what is missing', () => {
  it('is not called dead', () => {
    const clicked = (from: number, until: number) =>
      verdicts(lost(shop().click('#pay').wait(9_000).scroll(), from, until).wait(9_000).scroll());
    expect(clicked(4_000, 5_000)).toEqual(['unknown']);
    expect(clicked(10_500, 10_800)).toEqual(['none']);
    expect(verdicts(lost(shop(), 0, 1_000).wait(100).click('#pay').wait(9_000).scroll())).toEqual(['none']);
  });

  it('in a part that is looked at now and then is not called dead; beside it, it is', () => {
    const clicked = (name: string) =>
      verdicts(
        sampled(sampled(shop(), '#ticker', 500).click(name).wait(9_000), '#ticker', 0)
          .wait(9_000)
          .scroll(),
      );
    expect([clicked('#buy'), clicked('#pay')]).toEqual([['unknown'], ['none']]);
    const whole = (id: number) => shop().plugin(PLUGIN.degraded, { id, rate: 500 }).click('#pay').wait(9_000).scroll();
    expect(verdicts(whole(0))).toEqual(['unknown']);
  });

  it('after the part is followed again, and before it was not, is judged as ever', () => {
    const after = sampled(sampled(shop(), '#ticker', 500).wait(2_000), '#ticker', 0)
      .wait(100)
      .click('#buy');
    expect(verdicts(after.wait(9_000).scroll())).toEqual(['none']);
    expect(verdicts(sampled(shop().click('#buy').wait(7_500), '#ticker', 500).wait(9_000).scroll())).toEqual(['none']);
    expect(verdicts(sampled(shop().click('#buy').wait(6_500), '#ticker', 500).wait(9_000).scroll())).toEqual([
      'unknown',
    ]);
  });
});
