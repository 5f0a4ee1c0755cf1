import { EVENT_TYPE, type Finding, type RecordedEvent } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect } from '../../detect.ts';
import { el, type Part, page, type RecordingBuilder } from '../../recording-builder.ts';

/** What somebody does with a form and a search box, and what the page makes of it. */
type Act =
  | { does: 'type'; field: number; keys: number }
  | { does: 'write'; field: number; text: string }
  | { does: 'autofill' | 'mend' | 'leave' | 'search' | 'refused' | 'fails' | 'works' | 'nothing' | 'served' }
  | { does: 'wait'; ms: number };

const FIELDS = ['name', 'mail', 'card'];
const TEXTS = ['', 'jane', 'jane doe', 'jo', '4111 1111'];
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('type' as const),
      field: fc.nat(2),
      keys: fc.integer({ min: 1, max: 8 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('write' as const), field: fc.nat(2), text: fc.constantFrom(...TEXTS) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constantFrom(
        'autofill',
        'mend',
        'mend',
        'leave',
        'search',
        'refused',
        'fails',
        'fails',
        'works',
        'nothing',
        'served',
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 100, max: 40_000 }) }),
  },
);

const parts = (...above: Part[]): Part[] => [
  el(
    'form',
    { id: 'search', role: 'search' },
    el('input', { id: 'q', name: 'q' }),
    el('button', { id: 'go' }, 'Search'),
  ),
  ...above,
  el(
    'form',
    { id: 'form' },
    ...FIELDS.map((id) => el('input', { id, name: id })),
    el('button', { id: 'send' }, 'Send'),
  ),
  el('a', { id: 'help', href: '/help' }, 'Help'),
  el('p', { id: 'note' }, 'All prices in euro'),
];
const URL = 'https://shop.test/checkout';

function visit(acts: readonly Act[]): RecordedEvent[] {
  const recording = page(...parts());
  const known: Record<string, string> = {};
  acts.forEach((one, i) => {
    perform(one, i, recording, known);
    recording.wait(400);
  });
  return recording.wait(9_000).scroll().events;
}

function perform(one: Act, i: number, recording: RecordingBuilder, known: Record<string, string>): void {
  const send = () => recording.click('#send').submit('#form');
  if (one.does === 'type') recording.type(`#${FIELDS[one.field]!}`, one.keys);
  else if (one.does === 'write') {
    const id = FIELDS[one.field]!;
    recording.write(`#${id}`, one.text, known[id]);
    known[id] = one.text;
  } else if (one.does === 'wait') recording.wait(one.ms);
  else if (one.does === 'autofill') for (const id of FIELDS) recording.input(`#${id}`, { userTriggered: true });
  else if (one.does === 'leave')
    recording
      .click('#help')
      .wait(300)
      .open('https://shop.test/help', ...parts())
      .wait(3_000)
      .open(URL, ...parts());
  else if (one.does === 'search')
    recording.type('#q', 3).click('#go').submit('#search').wait(200).text('#note', `No results ${i}`).wait(2_000);
  else if (one.does === 'refused') recording.click('#send').submit('#mail', 'invalid').wait(2_000);
  else if (one.does === 'fails')
    send()
      .wait(300)
      .add('#form', el('p', { class: 'error' }, `Mail is not valid ${i}`))
      .wait(2_000);
  else if (one.does === 'works') send().wait(300).text('#note', `Saved ${i}`).wait(2_000);
  else if (one.does === 'nothing') send().wait(12_000);
  else
    recording
      .click('#send')
      .submit('#form', 'submit', false)
      .visibility('left')
      .wait(300)
      .open(URL, ...parts(el('p', { class: 'error' }, 'Card was declined')))
      .wait(2_000);
}

const SIGNALS = ['form-abandonment', 'field-struggle', 'validation-loop', 'search-struggle'];
const find = (events: readonly RecordedEvent[]): Finding[] =>
  detect([{ tab: 'tab-1', events }], { closed: true, signals: SIGNALS }).findings;
const visits = fc.array(act, { minLength: 3, maxLength: 14 });
/** How many of the tried visits had a finding of each kind: a property of nothing proves nothing. */
const seen = new Map<string, number>();

function holds(
  property: (events: readonly RecordedEvent[], findings: readonly Finding[], random: number) => void,
): void {
  fc.assert(
    fc.property(visits, fc.nat(1_000_000), (acts, random) => {
      const events = visit(acts);
      const findings = find(events);
      for (const signal of new Set(findings.map(({ signal }) => signal))) seen.set(signal, (seen.get(signal) ?? 0) + 1);
      property(events, findings, random);
    }),
    { numRuns: 40, seed: 11 },
  );
}

/** Every id of a node becomes another. */
function renamed(value: unknown, id: (old: number) => number, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, id));
  if (typeof value === 'number') return /^(?:id|parentId|nextId|start|end)$/.test(key) ? id(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renamed(one, id, name)]));
}

describe('findings about forms and searches are the same', () => {
  it('when a batch stands in the recording twice', () => {
    holds((events, findings, random) => {
      const from = random % events.length;
      const to = from + 1 + (random % 40);
      expect(find([...events.slice(0, to), ...events.slice(from, to), ...events.slice(to)])).toEqual(findings);
    });
  });

  it('at another time', () => {
    holds((events, findings, random) => {
      const later = find(events.map((event) => ({ ...event, timestamp: event.timestamp + random })));
      // Of those that begin at one time the ids, which hold the time, tell the order.
      const plain = (all: readonly Finding[], shift: number) =>
        all
          .toSorted((a, b) => a.at - b.at || (a.signal + a.why < b.signal + b.why ? -1 : 1))
          .map(({ id: _, at, until, evidence, ...rest }) => ({
            ...rest,
            at: at - shift,
            until: until - shift,
            evidence: evidence.map((piece) => ({ ...piece, at: piece.at - shift })),
          }));
      expect(plain(later, random)).toEqual(plain(findings, 0));
    });
  });

  it('with other numbers for the nodes of the page, ids included', () => {
    holds((events, findings, random) => {
      const other = events.map((event) =>
        event.type === EVENT_TYPE.meta
          ? event
          : { ...event, data: renamed(event.data, (old) => old * 7 + (random % 1_000)) },
      );
      const plain = (all: readonly Finding[]) =>
        all.map(({ target, ...rest }) => ({ ...rest, target: { ...target, nodeId: 0 } }));
      expect(plain(find(other as RecordedEvent[]))).toEqual(plain(findings));
    });
  });

  it('however far it was read before the end', () => {
    holds((events, findings, random) => {
      const part = detect([{ tab: 'tab-1', events: events.slice(0, random % events.length) }], {
        closed: false,
        signals: SIGNALS,
      });
      expect(part.findings.every(({ provisional }) => provisional)).toBe(true);
      expect(find(events)).toEqual(findings);
    });
  });

  it('and there are some of each', () => {
    expect(
      [...seen]
        .filter(([, count]) => count >= 3)
        .map(([signal]) => signal)
        .sort(),
    ).toEqual([...SIGNALS].sort());
  });
});
