import { EVENT_TYPE, PLUGIN, type RecordedEvent } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Detection, detect } from './detect.ts';
import { el, page, type RecordingBuilder, STARTED_AT } from './recording-builder.ts';
import type { TabRecording } from './timeline/timelines.ts';

const closed = (...tabs: TabRecording[]) => detect(tabs, { closed: true });

/** A visit with one finding of each kind, and a clock that ticks. */
function visit(): RecordingBuilder {
  const form = el(
    'form',
    { id: 'form' },
    el('input', { id: 'name', name: 'name' }),
    el('input', { id: 'mail', name: 'mail' }),
    el('button', {}, 'Send'),
  );
  const recording = page(
    el('button', { id: 'pay' }, 'Pay now'),
    el('a', { id: 'more', href: '#' }, 'More'),
    el('p', { id: 'clock' }, '1'),
    form,
  );
  recording.every(1_000, (later) => later.text('#clock', String(later.at))).wait(4_000);
  recording.clicks('#pay', 5, 300).wait(8_500).click('#more').wait(9_000).error().wait(2_000);
  return recording.type('#name', 3).type('#mail', 3).wait(9_000).scroll();
}

describe('detect', () => {
  it('tells what happened, in order', () => {
    const found = closed(visit().tab());
    expect(found.findings.map(({ signal, why }) => `${signal}: ${why}`)).toEqual(
      [
        'rage-click: Clicked button "Pay now" 5 times in 1.2 seconds and nothing happened.',
        'dead-click: Clicked button "Pay now" 5 times, and not one of the clicks had an effect.',
        'dead-click: Clicked link "More" once and nothing happened.',
        'js-error: An uncaught error occurred once in the page\'s code: "TypeError: cart is undefined".',
        'form-abandonment: Filled in 2 of 2 fields of form with button "Send" within a second and left without sending it. The last one changed was field "mail".',
      ].sort(
        (a, b) =>
          found.findings.findIndex(({ why }) => a.endsWith(why)) -
          found.findings.findIndex(({ why }) => b.endsWith(why)),
      ),
    );
    expect(found).toMatchObject({
      startedAt: STARTED_AT,
      entryUrl: 'https://shop.test/checkout',
      title: 'Shop',
      clicks: 8,
      skipped: 0,
      viewport: '1280x720',
      hasSnapshot: true,
      automated: false,
      touch: false,
    });
    expect(found.endedAt).toBeGreaterThan(STARTED_AT + 30_000);
    expect(found.score.value).toBeGreaterThan(60);
    expect(found.findings.every(({ provisional }) => !provisional)).toBe(true);
  });

  it('gives a page and an id to every finding', () => {
    const { findings } = closed(visit().tab());
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    for (const finding of findings) {
      expect(finding).toMatchObject({ tab: 'tab-1', page: 'https://shop.test/checkout', version: expect.any(Number) });
      expect(finding.id).toMatch(/^[0-9a-f]{16}$/);
      expect(finding.until).toBeGreaterThanOrEqual(finding.at);
    }
  });

  it('can look for some signals only', () => {
    const found = detect([visit().tab()], { closed: true, signals: ['js-error'] });
    expect(found.findings.map(({ signal }) => signal)).toEqual(['js-error']);
    expect(detect([visit().tab()], { closed: true, signals: [] }).findings).toEqual([]);
  });

  it('says nothing of nothing', () => {
    const nothing = {
      startedAt: 0,
      endedAt: 0,
      findings: [],
      pages: [],
      entryUrl: '',
      title: '',
      clicks: 0,
      events: 0,
      search: '',
      seen: { urls: [], errors: [], elements: [] },
    };
    expect(closed()).toMatchObject(nothing);
    expect(closed({ tab: 'a', events: [] })).toMatchObject(nothing);
  });

  it('does not change what it reads', () => {
    const { events } = visit();
    const before = JSON.stringify(events);
    closed({ tab: 'a', events });
    expect(JSON.stringify(events)).toBe(before);
  });

  it('is the same for tabs in any order', () => {
    const [a, b] = [visit().tab('a'), visit().tab('b')];
    expect(closed(a, b)).toEqual(closed(b, a));
    expect(closed(a, b).findings).toHaveLength(9);
  });
});

describe('a session that still runs', () => {
  const events = visit().tab().events;
  const all = closed({ tab: 'tab-1', events });
  const upTo = (count: number) => detect([{ tab: 'tab-1', events: events.slice(0, count) }], { closed: false });

  it('has provisional findings with the ids that they keep', () => {
    const { findings } = upTo(events.length);
    expect(findings.every(({ provisional }) => provisional)).toBe(true);
    const ids = new Set(all.findings.map(({ id }) => id));
    expect(findings.filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(findings.map(({ signal }) => signal)).not.toContain('form-abandonment');
  });

  it('never shows what is taken back later, wherever it is cut', () => {
    const ids = new Set(all.findings.map(({ id }) => id));
    for (let count = 0; count <= events.length; count++) {
      const gone = upTo(count).findings.filter(({ id }) => !ids.has(id));
      expect(gone.map(({ why }) => `${count}: ${why}`)).toEqual([]);
    }
  });
});

describe('times out of all reason', () => {
  const find = (change: (event: RecordedEvent, i: number) => number) => {
    const events = visit().events.map((event, i) => ({ ...event, timestamp: change(event, i) }));
    return closed({ tab: 'tab-1', events });
  };
  const ids = ({ findings }: Detection) => findings.map(({ id }) => id);
  const good = closed(visit().tab());

  it('do not move the session', () => {
    const year9999 = 253_370_764_800_000;
    for (const wrong of [year9999, 0, -1, 5e14]) {
      const found = find(({ timestamp }, i) => (i === 20 ? wrong : timestamp));
      expect(found.startedAt).toBe(good.startedAt);
      expect(found.endedAt).toBe(good.endedAt);
    }
  });

  it('in seconds are understood', () => {
    const found = find(({ timestamp }, i) => (i % 7 === 3 ? timestamp / 1000 : timestamp));
    expect(found.endedAt).toBe(good.endedAt);
    expect(found.findings.map(({ signal }) => signal)).toEqual(good.findings.map(({ signal }) => signal));
  });

  it('of one tab are not those of all', () => {
    const lost = visit().events.map((event) => ({ ...event, timestamp: event.timestamp + 9e14 }));
    const found = closed(visit().tab(), { tab: 'z', events: lost.slice(0, 5) });
    expect(found.startedAt).toBe(good.startedAt);
    expect(ids(found)).toEqual(ids(good));
  });
});

describe('hostile recordings', () => {
  it('a hundred thousand clicks in one second are one rage click (H52)', () => {
    const recording = page(el('button', { id: 'pay' }, 'Pay now'));
    const click = { source: 2, type: 2, id: recording.id('#pay'), x: 5, y: 5 };
    const clicks = Array.from({ length: 100_000 }, (_, i) => ({
      type: 3,
      timestamp: recording.at + i / 100,
      data: click,
    }));
    const { findings } = detect([{ tab: 'a', events: [...recording.events, ...clicks] }], {
      closed: true,
      signals: ['rage-click'],
    });
    expect(findings.map(({ why }) => why)).toEqual([
      'Clicked button "Pay now" 100000 times within a second and nothing happened.',
    ]);
    expect(findings[0]!.evidence.length).toBeLessThanOrEqual(10);
  });

  it('labels with markup and bidi marks stay harmless', () => {
    const recording = page(el('button', { id: 'pay' }, '\u202E<img src=x onerror=alert(1)>"'.repeat(50_000))).clicks(
      '#pay',
      4,
      300,
    );
    const [finding] = closed(recording.tab()).findings;
    expect(finding!.why.length).toBeLessThan(200);
    expect(finding!.why).not.toMatch(/[\u202E\n]/);
  });

  const json = fc.jsonValue({ maxDepth: 3 });
  const number = fc.oneof(fc.integer({ min: -2, max: 20 }), fc.double(), json);
  const node = fc.record(
    {
      id: number,
      type: number,
      tagName: fc.oneof(fc.constantFrom('div', 'input', 'form', 'a', 'style'), json),
      attributes: json,
      childNodes: fc.oneof(fc.constant([]), json),
      textContent: json,
    },
    { requiredKeys: [] },
  );
  const data = fc.oneof(
    json,
    fc.record(
      {
        source: number,
        type: number,
        id: number,
        x: number,
        y: number,
        positions: json,
        ranges: json,
        text: json,
        isChecked: json,
        adds: fc.array(fc.record({ parentId: number, nextId: number, node }), { maxLength: 4 }),
        removes: fc.array(fc.record({ id: number }), { maxLength: 3 }),
        texts: fc.array(fc.record({ id: number, value: json }), { maxLength: 3 }),
        attributes: fc.oneof(
          json,
          fc.array(
            fc.record({
              id: number,
              attributes: fc.dictionary(fc.constantFrom('class', 'style', 'hidden', 'x'), json),
            }),
            { maxLength: 3 },
          ),
        ),
        node,
        href: json,
        tag: json,
        plugin: fc.oneof(fc.constantFrom(...Object.values(PLUGIN), 'rrweb/console@1'), json),
        payload: fc.oneof(
          json,
          fc.dictionary(
            fc.constantFrom('kind', 'id', 'to', 'state', 'message', 'stack', 'level', 'payload', 'trace', 'viewport'),
            json,
          ),
        ),
      },
      { requiredKeys: [] },
    ),
  );
  const event = fc.record({
    type: fc.oneof(fc.integer({ min: 0, max: 6 }), json),
    timestamp: fc.oneof(fc.integer({ min: STARTED_AT, max: STARTED_AT + 9_000 }), fc.double(), json),
    data,
  });

  it('of any JSON at all never throw', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(event, json), { maxLength: 40 }), fc.boolean(), (events, isClosed) => {
        const found = detect([{ tab: 't', events: events as unknown as RecordedEvent[] }], { closed: isClosed });
        expect(found.events + found.skipped).toBe(events.length);
        expect(Number.isFinite(found.startedAt) && Number.isFinite(found.endedAt)).toBe(true);
        expect(found.score.value).toBeLessThanOrEqual(100);
      }),
      { numRuns: 400 },
    );
  });

  it('that were real once and lost or got anything never throw', () => {
    const { events } = visit();
    const change = fc.record({ at: fc.nat(events.length), drop: fc.nat(30), put: event });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const broken = [...events];
        for (const { at, drop, put } of changes) broken.splice(at, drop, put as unknown as RecordedEvent);
        const found = detect([{ tab: 't', events: broken }], { closed: true });
        for (const { at, until } of found.findings) expect(until).toBeGreaterThanOrEqual(at);
      }),
      { numRuns: 150 },
    );
  });

  it('without the snapshot still count what there is', () => {
    const events = visit().events.filter(({ type }) => type !== EVENT_TYPE.fullSnapshot);
    expect(closed({ tab: 'a', events })).toMatchObject({ hasSnapshot: false, clicks: 8 });
  });
});
