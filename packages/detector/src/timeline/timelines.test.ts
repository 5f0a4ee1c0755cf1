import { EVENT_TYPE, PLUGIN, type RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { el, page, RecordingBuilder, STARTED_AT } from '../recording-builder.ts';
import type { ClickStep, Timeline } from './steps.ts';
import { toTimelines } from './timelines.ts';

const read = (recording: RecordingBuilder, until?: number): Timeline =>
  toTimelines([recording.tab()], { closed: until === undefined, ...(until !== undefined && { until }) })[0]!;
const clicks = (timeline: Timeline) => timeline.steps.filter((step): step is ClickStep => step.kind === 'click');
const shop = () => page(el('button', { id: 'pay' }, 'Pay now'), el('p', { id: 'note' }, 'Tea'));
const verdicts = (recording: RecordingBuilder, until?: number) =>
  clicks(read(recording, until)).map(({ effect }) => effect.verdict);

describe('the effect of a click', () => {
  it('tells what came, when, and that it was watched', () => {
    const recording = shop().click('#pay').wait(140).text('#note', 'Paid').wait(5_000).scroll();
    const [click] = clicks(read(recording));
    expect(click?.effect).toMatchObject({ verdict: 'answered', kind: 'nodes', doubtful: false, watched: true });
    expect(click!.effect.at - click!.at).toBe(140);
    expect(click!.at - click!.pressedAt).toBe(60);
  });

  it('is late after the prompt window, and nothing at all after the late one', () => {
    const answeredAfter = (ms: number) =>
      verdicts(shop().click('#pay').wait(ms).text('#note', 'Paid').wait(9_000).scroll());
    expect([100, 2_900, 3_100, 6_900, 7_100].map((ms) => answeredAfter(ms)[0])).toEqual([
      'answered',
      'answered',
      'late',
      'late',
      'none',
    ]);
  });

  it('is open as long as the recording does not reach past its windows', () => {
    const recording = shop().click('#pay');
    const after = (ms: number) => verdicts(recording, recording.at + ms)[0];
    expect([0, 1_400, 1_600, 6_900, 7_100].map(after)).toEqual(['pending', 'pending', 'slow', 'slow', 'none']);
  });

  it('cannot be told when the visitor went on at once and something came then', () => {
    const recording = page(el('button', { id: 'a' }, 'A'), el('button', { id: 'b' }, 'B'), el('p', { id: 'note' }, ''));
    recording
      .click('#a')
      .wait(400)
      .click('#b', (after) => after.text('#note', 'x'));
    expect(verdicts(recording.wait(9_000).scroll())).toEqual(['unknown', 'answered']);
  });

  it('may be another tab that begins', () => {
    const first = shop().click('#pay').wait(9_000).scroll();
    const second = new RecordingBuilder();
    second.at = STARTED_AT + 2_700;
    second.open('https://shop.test/help');
    const [timeline] = toTimelines([first.tab('a'), second.tab('b')], { closed: true });
    expect(clicks(timeline!)[0]?.effect).toMatchObject({ verdict: 'answered', kind: 'new-tab' });
    expect(verdicts(first)).toEqual(['none']);
  });

  it('is shared by a label and the field it passes the click on to', () => {
    const recording = page(el('label', { id: 'label' }, 'Yes', el('input', { id: 'box', type: 'checkbox' })));
    recording.click('#label', (after) => {
      after.incremental(2, { type: 2, id: after.id('#box') }).input('#box', { isChecked: true });
    });
    expect(clicks(read(recording.wait(9_000).scroll()))).toHaveLength(1);
  });

  it('exists for a click by keyboard, on what has the focus', () => {
    const recording = shop();
    recording.click('#note').wait(2_000).focus(recording.id('#pay'));
    recording
      .wait(500)
      .incremental(2, { type: 2, id: recording.id('#pay'), x: 0, y: 0 })
      .wait(9_000)
      .scroll();
    expect(clicks(read(recording)).map(({ target }) => target?.label)).toEqual(['p "Tea"', 'button "Pay now"']);
  });

  it('exists in recordings that tell no presses', () => {
    const recording = shop();
    recording
      .incremental(2, { type: 2, id: recording.id('#pay'), x: 5, y: 5 })
      .wait(9_000)
      .scroll();
    expect(verdicts(recording)).toEqual(['none']);
  });
});

describe('documents', () => {
  const snapshot = (recording: RecordingBuilder) =>
    recording.events.find(({ type }) => type === EVENT_TYPE.fullSnapshot)!;
  const again = (recording: RecordingBuilder, href = 'https://shop.test/checkout') =>
    recording
      .emit(EVENT_TYPE.meta, { href, width: 1280, height: 720 })
      .emit(EVENT_TYPE.fullSnapshot, snapshot(recording).data);

  it("are not begun by the recorder's periodical snapshots", () => {
    const recording = shop().click('#pay').wait(1_000).scroll();
    again(recording).wait(9_000).scroll();
    expect(read(recording).pages).toHaveLength(1);
    expect(verdicts(recording)).toEqual(['none']);
  });

  it('are begun by a reload', () => {
    const recording = shop().click('#pay').wait(800);
    expect(read(again(recording)).pages).toHaveLength(2);
    expect(verdicts(recording)).toEqual(['answered']);
  });

  it('are what the snippet introduces, when it does', () => {
    const recording = new RecordingBuilder().open('https://shop.test/');
    const introduce = () =>
      recording.plugin(PLUGIN.page, {
        page: 'p',
        url: '',
        title: 'Low Tide',
        language: 'de',
        touch: true,
        automated: true,
        viewport: { width: 3, height: 4 },
      });
    introduce().wait(60_000);
    again(recording).wait(60_000);
    again(recording, 'https://shop.test/b');
    expect(read(recording).pages).toHaveLength(1);
    again(recording, 'https://shop.test/c');
    introduce();
    expect(read(recording).pages.map(({ url }) => url)).toEqual(['https://shop.test/', 'https://shop.test/c']);
    expect(read(recording)).toMatchObject({ language: 'de', touch: true, automated: true, viewport: '1280x720' });
  });

  it('take their title from the page, and keep the last one', () => {
    const recording = shop();
    expect(read(recording).pages[0]?.title).toBe('Shop');
    const title = recording.events.length;
    recording.navigate('https://shop.test/cart').plugin(PLUGIN.page, { title: 'Cart' });
    expect(read(recording).pages.map((view) => view.title)).toEqual(['Shop', 'Shop']);
    expect(title).toBeGreaterThan(0);
  });

  it('may be told by other recorders in their own events', () => {
    const recording = shop();
    const custom = (tag: string, payload: unknown) => recording.wait(9).emit(EVENT_TYPE.custom, { tag, payload });
    custom('$pageview', { href: 'https://shop.test/a' });
    custom('Navigate', 'https://shop.test/b');
    custom('app.nav', { url: 'https://shop.test/c' });
    custom('Performance', 'https://shop.test/d');
    custom('Navigate', 'javascript:x');
    expect(read(recording).pages.map(({ url }) => url.at(-1))).toEqual(['t', 'a', 'b', 'c']);
  });

  it('need no snapshot to be counted', () => {
    const recording = new RecordingBuilder()
      .incremental(3, { id: 1 })
      .emit(EVENT_TYPE.meta, { href: 'https://shop.test/x' });
    expect(read(recording)).toMatchObject({ hasSnapshot: false, pages: [{ url: 'https://shop.test/x' }] });
  });
});

describe('what is malformed', () => {
  it('is dropped and counted', () => {
    const recording = shop();
    const odd = [
      null,
      1,
      [],
      {},
      { type: 3 },
      { type: 99, timestamp: 1 },
      { type: 3, timestamp: Number.NaN, data: {} },
    ];
    const half = [
      { type: 3, timestamp: STARTED_AT },
      { type: 3, timestamp: STARTED_AT, data: { source: 'x' } },
      { type: 2, timestamp: STARTED_AT, data: {} },
    ];
    const events = [...recording.events, ...odd, ...half] as RecordedEvent[];
    const [timeline] = toTimelines([{ tab: 'a', events }], { closed: true });
    expect(timeline).toMatchObject({
      skipped: odd.length + half.length,
      events: recording.events.length,
      hasSnapshot: true,
    });
  });

  it('does not take a click with it', () => {
    const recording = shop();
    for (const id of [999, null, 'x', {}, -1]) recording.incremental(2, { type: 2, id });
    expect(clicks(read(recording)).map(({ exempt }) => exempt)).toEqual(Array(5).fill('unknown'));
  });
});

describe('a missing batch', () => {
  const withGap = (recording: RecordingBuilder, gap: number) =>
    toTimelines([{ ...recording.tab(), gaps: [{ before: gap, batches: 1 }] }], { closed: true })[0]!;

  it('lets nothing be concluded from what did not follow there', () => {
    const recording = shop().click('#pay');
    const gap = recording.events.length;
    recording.wait(9_000).scroll();
    expect(clicks(withGap(recording, gap))[0]?.effect.verdict).toBe('unknown');
    expect(clicks(withGap(recording, gap - 4))[0]?.effect.verdict).toBe('none');
  });

  it('long after a click says nothing about it', () => {
    const recording = shop().click('#pay').wait(9_000).scroll().wait(100).scroll();
    expect(clicks(withGap(recording, recording.events.length - 1))[0]?.effect.verdict).toBe('none');
  });

  it('may have held the sending of a form', () => {
    const recording = page(
      el('form', {}, el('input', { id: 'a' }), el('input', { id: 'b' }), el('button', {}, 'Send')),
    );
    recording.type('#a', 2).type('#b', 2).wait(9_000).scroll();
    const outcome = (gap: number) => withGap(recording, gap).steps.find((step) => step.kind === 'form')?.outcome;
    expect([outcome(recording.events.length - 1), outcome(-1)]).toEqual(['unknown', 'ended']);
  });
});

describe('a batch that stands there twice', () => {
  it('is read once, wherever it was put', () => {
    const recording = shop().clicks('#pay', 3, 300).wait(9_000).scroll().error();
    const { events } = recording;
    const once = toTimelines([recording.tab()], { closed: true })[0]!;
    for (const [start, end] of [
      [0, events.length],
      [3, 12],
      [6, 9],
    ] as const) {
      const twice = [...events.slice(0, end), ...events.slice(start, end), ...events.slice(end)];
      const [timeline] = toTimelines([{ tab: 'tab-1', events: twice }], { closed: true });
      expect(timeline).toEqual({ ...once, skipped: end - start });
    }
  });
});
