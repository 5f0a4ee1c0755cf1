import type { Finding, RecordedEvent } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect } from './detect.ts';
import { ACT_NAMES, shopPage, visitOf } from './random-visit-builder.ts';
import { el, page } from './recording-builder.ts';
import { isRaw, type Raw } from './timeline/raw.ts';

const find = (events: readonly RecordedEvent[], gaps: { before: number; batches: number }[] = []): Finding[] =>
  detect([{ tab: 'tab', events, gaps }], { closed: true }).findings;

/** Applies a function to every value of these fields, however deep. */
function changed(value: unknown, fields: ReadonlySet<string>, change: (value: number) => number): unknown {
  if (Array.isArray(value)) return value.map((one) => changed(one, fields, change));
  if (!isRaw(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      fields.has(name) && typeof one === 'number' ? change(one) : changed(one, fields, change),
    ]),
  );
}

const IDS = new Set(['id', 'parentId', 'nextId', 'previousId', 'rootId', 'start', 'end']);

/** Every node has another number, in another order. */
function renamed(events: readonly RecordedEvent[], rename: (id: number) => number): RecordedEvent[] {
  return events.map((event) => ({ ...event, data: changed(event.data, IDS, rename) as Raw }));
}

function shifted(events: readonly RecordedEvent[], ms: number): RecordedEvent[] {
  return events.map(({ type, timestamp, data }) => ({
    type,
    timestamp: timestamp + ms,
    data: changed(data, new Set(['startedAt']), (at) => at + ms) as Raw,
  }));
}

/** Any visit, with and without a clock that ticks on the page. */
const anyVisit = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...ACT_NAMES), fc.constantFrom(150, 900, 2_500, 8_000)), {
      minLength: 1,
      maxLength: 9,
    }),
    fc.boolean(),
  )
  .map(([acts, clock]) => visitOf(acts, clock));

const RUNS = { numRuns: 60 };

/** An answer is looked for this long after a click. */
const LONGEST_WINDOW_MS = 7_000;

/** Signals that conclude from what did not follow. */
const FROM_SILENCE: ReadonlySet<string> = new Set(['dead-click', 'rage-click', 'form-abandonment']);

describe('findings of any visit', () => {
  it('are of every kind that the acts below can make', () => {
    const all = visitOf(
      [
        ['hammers a dead button', 8_000],
        ['a button that throws', 8_000],
        ['a button whose request fails', 8_000],
        ['a message', 8_000],
        ['fills in the form', 8_000],
      ],
      true,
    );
    const kinds = new Set(find(all).map(({ signal }) => signal));
    for (const kind of ['rage-click', 'dead-click', 'error-click', 'js-error', 'failed-request', 'error-message'])
      expect(kinds).toContain(kind);
  });

  it('are the same when a stretch stands there twice (H53)', () => {
    fc.assert(
      fc.property(anyVisit, fc.nat(), fc.integer({ min: 2, max: 40 }), (events, at, length) => {
        const from = at % events.length;
        const until = Math.min(events.length, from + length);
        const twice = [...events.slice(0, until), ...events.slice(from, until), ...events.slice(until)];
        expect(find(twice)).toEqual(find(events));
      }),
      RUNS,
    );
  });

  it('move with the clock and change in nothing else', () => {
    fc.assert(
      fc.property(anyVisit, fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (events, ms) => {
        const plain = ({ id, ...finding }: Finding, by: number) => ({
          ...finding,
          at: finding.at + by,
          until: finding.until + by,
          evidence: finding.evidence.map((piece) => ({ ...piece, at: piece.at + by })),
        });
        // Those of one moment stand in the order of their ids, and ids are of times.
        const bySignal = (a: { at: number; signal: string }, b: typeof a) =>
          a.at - b.at || (a.signal < b.signal ? -1 : 1);
        const expected = find(events).map((one) => plain(one, ms));
        const found = find(shifted(events, ms)).map((one) => plain(one, 0));
        expect(found.sort(bySignal)).toEqual(expected.sort(bySignal));
      }),
      RUNS,
    );
  });

  it('do not hang on what number a node has; ids neither', () => {
    fc.assert(
      fc.property(anyVisit, fc.integer({ min: 100, max: 10_000 }), (events, top) => {
        const rename = (id: number) => (id > 0 ? top + 500 - id * 3 : id);
        const nameless = (finding: Finding) => ({ ...finding, target: { ...finding.target, nodeId: 0 } });
        expect(find(renamed(events, rename)).map(nameless)).toEqual(find(events).map(nameless));
      }),
      RUNS,
    );
  });

  it('are the same with the same ids when a detector that died begins anew (H60)', () => {
    fc.assert(
      fc.property(anyVisit, fc.nat(), (events, cut) => {
        detect([{ tab: 'tab', events: events.slice(0, cut % events.length) }], { closed: false });
        expect(find(events)).toEqual(find(structuredClone(events)));
      }),
      { numRuns: 40 },
    );
  });
});

describe('times (H55)', () => {
  it('that are equal, step back or are none throw nothing, and lose no event', () => {
    const wrong = fc.oneof(
      fc.constant(Number.NaN),
      fc.constant(Number.POSITIVE_INFINITY),
      fc.integer({ min: -5_000, max: 0 }),
    );
    fc.assert(
      fc.property(anyVisit, fc.array(fc.tuple(fc.nat(), wrong), { maxLength: 12 }), (events, changes) => {
        const broken = events.map((event) => ({ ...event }));
        for (const [at, value] of changes) {
          const event = broken[at % broken.length]!;
          event.timestamp = Number.isFinite(value) ? event.timestamp + value : value;
        }
        const found = detect([{ tab: 'tab', events: broken }], { closed: true });
        expect(found.events + found.skipped).toBe(events.length);
        for (const { at, until } of found.findings) expect(until).toBeGreaterThanOrEqual(at);
      }),
      RUNS,
    );
  });

  it('that are all equal keep the order of the events', () => {
    const at = visitOf([['a button that throws', 900]], false).map((event) => ({
      ...event,
      timestamp: 1_700_000_000_000,
    }));
    expect(find(at).map(({ signal }) => signal)).toContain('js-error');
  });
});

describe('nodes (H56)', () => {
  it('that nobody knows, that are gone, or that stand in themselves have no name, and no finding is lost for it', () => {
    const visit = shopPage();
    const click = (id: number) =>
      visit.incremental(2, { type: 1, id, x: 5, y: 5 }).wait(60).incremental(2, { type: 2, id, x: 5, y: 5 });
    click(9_999).wait(4_000);
    visit.remove('#dead');
    click(visit.id('#dead')).wait(4_000);
    visit.mutate({
      adds: [
        {
          parentId: visit.id('#note'),
          nextId: null,
          node: { type: 2, id: 1, tagName: 'div', attributes: {}, childNodes: [] },
        },
      ],
    });
    click(1).wait(4_000).error();
    const found = detect([visit.wait(9_000).scroll().tab()], { closed: true });
    expect(found.clicks).toBe(3);
    expect(found.findings.map(({ signal }) => signal)).toContain('js-error');
  });

  it('whose numbers are used again for another document are those of that document', () => {
    const visit = shopPage().clicks('#dead', 4, 300).wait(9_000);
    visit.open('https://shop.test/next', el('button', { id: 'other' }, 'Something else')).wait(2_000);
    visit.clicks('#other', 4, 300).wait(9_000).scroll();
    const labels = find(visit.events)
      .filter(({ signal }) => signal === 'rage-click')
      .map(({ target }) => target?.label);
    expect(labels).toEqual(['button "Apply voucher"', 'button "Something else"']);
  });
});

describe('words (H57)', () => {
  it('with markup, marks of direction, patterns and a megabyte of it are short, harmless and one line', () => {
    for (const words of [
      '(a+)+$[\\',
      '<script>alert(1)</script>',
      '\u202Egnp.exe\u2066',
      'x'.repeat(1_000_000),
      '`$(a)`',
    ]) {
      const visit = page(el('button', { id: words.length > 99 ? 'b' : words }, words)).wait(100);
      visit
        .clicks(`${words.length > 99 ? 'b' : words}`, 4, 300)
        .wait(9_000)
        .scroll();
      for (const { why, target, evidence } of find(visit.events)) {
        for (const text of [why, target?.label ?? '', ...evidence.map((piece) => piece.text)]) {
          expect(text.length).toBeLessThan(300);
          expect(text).not.toMatch(/[\p{Bidi_Control}\p{Cc}]/u);
        }
        expect(target?.selector.length ?? 0).toBeLessThan(600);
      }
      expect(find(visit.events).length).toBeGreaterThan(0);
    }
  });
});

describe('a gap (H54)', () => {
  it('anywhere in a visit makes no finding of what lies before it and may have been answered in it', () => {
    fc.assert(
      fc.property(anyVisit, fc.nat(), fc.integer({ min: 1, max: 12 }), (events, at, length) => {
        const from = 5 + (at % Math.max(1, events.length - 7));
        const kept = [...events.slice(0, from), ...events.slice(from + length, -1), ...events.slice(-1)];
        if (from >= kept.length) return;
        const begins = kept[from - 1]!.timestamp;
        const ids = new Set(find(events).map(({ id }) => id));
        const found = find(kept, [{ before: from, batches: 1 }]);
        const fresh = found.filter(({ id, signal }) => FROM_SILENCE.has(signal) && !ids.has(id));
        const across = fresh.filter((one) => one.at <= begins && one.until > begins - LONGEST_WINDOW_MS);
        expect(across.map(({ why }) => why)).toEqual([]);
      }),
      RUNS,
    );
  });
});
