import { EVENT_TYPE, type Finding, PLUGIN, type RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { detect } from './detect.ts';
import { circling, el, RecordingBuilder } from './recording-builder.ts';

const SHOP = 'https://shop.test';
const body = [
  el('a', { id: 'next', href: '/next' }, 'Next'),
  el('button', { id: 'pay' }, 'Pay now'),
  el('p', { id: 'text' }, 'Text'),
];

/** Numbers from 0 to 1 that are the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0;
    return state / 2 ** 32;
  };
}

/** What visitors do, some of it struggle; each begins on a page and ends on one. */
const scenes: ((visit: RecordingBuilder, roll: () => number) => unknown)[] = [
  (visit) => visit.clicks('#pay', 4, 250).wait(9_000),
  (visit, roll) =>
    visit
      .click('#next')
      .wait(150)
      .open(`${SHOP}/tea`, ...body)
      .wait(1_000 + roll() * 2_000)
      .open(`${SHOP}/list`, ...body),
  (visit, roll) => {
    for (let i = 0; i < 4; i++)
      visit
        .move('#text')
        .wait(1_500 + roll() * 3_000)
        .open(`${SHOP}/list`, ...body);
  },
  (visit) => visit.wander('#text', circling(90, 380, 3_000)).wait(1_000),
  (visit) => {
    for (let i = 0; i < 90; i++) visit.scrollTo(((i % 6 < 3 ? i % 6 : 6 - (i % 6)) + 1) * 300).wait(120);
  },
  (visit) => visit.plugin(PLUGIN.vital, { name: 'LCP', value: 6_100 }).wait(500),
  (visit) => visit.error().wait(800),
  (visit, roll) => visit.wait(roll() * 20_000),
];

function recording(seed: number): RecordedEvent[] {
  const roll = dice(seed);
  const visit = new RecordingBuilder().open(`${SHOP}/list`, ...body).wait(3_000);
  for (let i = 0; i < 9; i++) scenes[Math.floor(roll() * scenes.length)]!(visit, roll);
  return visit.wait(9_000).plugin(PLUGIN.visibility, { state: 'hidden' }).events;
}
const seeds = Array.from({ length: 25 }, (_, n) => n + 1);
const found = (events: readonly RecordedEvent[]): Finding[] =>
  detect([{ tab: 'tab-1', events }], { closed: true }).findings;

/** Every node gets another number. */
function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== 'object' || value === null) return value;
  const isId = (name: string, inner: unknown) =>
    /^(?:id|parentId|nextId|previousId|start|end)$/.test(name) && typeof inner === 'number' && inner > 0;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isId(name, inner) ? (inner as number) * 7 + 1_000 : renamed(inner),
    ]),
  );
}

describe('findings of a closed session', () => {
  it('are of every kind that these recordings were made for', () => {
    const kinds = new Set(seeds.flatMap((seed) => found(recording(seed)).map(({ signal }) => signal)));
    const wanted = [
      'dead-click',
      'excessive-scroll',
      'js-error',
      'page-loop',
      'quick-back',
      'rage-click',
      'slow-page',
      'thrashed-cursor',
    ];
    expect([...kinds].sort()).toEqual(wanted);
  });

  it.each(seeds)('are the same when a batch stands in it twice (%i)', (seed) => {
    const events = recording(seed);
    const roll = dice(seed + 1_000);
    // A batch holds some seconds: one that is told again makes the time step back.
    const from = Math.floor(roll() * (events.length - 40));
    const until = from + 20 + Math.floor(roll() * 20);
    const twice = [...events.slice(0, until), ...events.slice(from, until), ...events.slice(until)];
    expect(found(twice)).toEqual(found(events));
  });

  it.each(seeds)('are the same at another time (%i)', (seed) => {
    const by = 86_400_000 * 30 + 12_345;
    const events = recording(seed);
    const later = events.map((event) => ({ ...event, timestamp: event.timestamp + by }));
    // Of two that begin at once the order is by id, and ids are made of times.
    const told = (list: Finding[], shift: number) =>
      list
        .map(({ at, until, evidence, id: _, ...rest }) => ({
          ...{ ...rest, at: at + shift, until: until + shift },
          evidence: evidence.map((piece) => ({ ...piece, at: piece.at + shift })),
        }))
        .sort((a, b) => a.at - b.at || (a.signal < b.signal ? -1 : 1));
    expect(told(found(later), 0)).toEqual(told(found(events), by));
  });

  it.each(seeds)('are the same, with the same ids, when nodes have other numbers (%i)', (seed) => {
    const plain = (findings: Finding[]) =>
      findings.map((finding) => ({ ...finding, target: finding.target && { ...finding.target, nodeId: 0 } }));
    const events = recording(seed);
    const others = events.map((event) =>
      event.type === EVENT_TYPE.plugin ? event : { ...event, data: renamed(event.data) },
    );
    expect(plain(found(others as RecordedEvent[]))).toEqual(plain(found(events)));
  });

  it.each(seeds)(
    'are the same in whatever order its tabs come, and however often it was looked at before (%i)',
    (seed) => {
      const tabs = [recording(seed), recording(seed + 100)].map((events, n) => ({ tab: `tab-${n}`, events }));
      const whole = detect(tabs, { closed: true }).findings;
      for (const part of [0.2, 0.5, 0.9]) {
        const cut = tabs.map(({ tab, events }) => ({ tab, events: events.slice(0, events.length * part) }));
        expect(detect(cut, { closed: false }).findings.every(({ provisional }) => provisional)).toBe(true);
      }
      expect(detect([...tabs].reverse(), { closed: true }).findings).toEqual(whole);
    },
  );
});
