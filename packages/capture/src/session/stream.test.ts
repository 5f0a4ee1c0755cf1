import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MemoryStore, memoryStore } from '../../test/memory.ts';
import type { Session } from './session.ts';
import { closeStream, isTaken, openStream, type Stream } from './stream.ts';

const session = (id: string): Session => ({
  id: id.padEnd(16, '-'),
  secret: 'secret'.padEnd(16, '-'),
  start: 0,
  last: 0,
});
const [one, two] = [session('one'), session('two')];

describe('a stream', () => {
  test('begins at 0 in a new tab', () => {
    expect(openStream(memoryStore(), 'n', one)).toMatchObject({
      session: one.id,
      secret: one.secret,
      seq: 0,
      dropped: 0,
    });
  });

  test('goes on with number and counters in the next document of its tab', () => {
    const store = memoryStore();
    const first = openStream(store, 'n', one);
    Object.assign(first, { seq: 7, dropped: 3, faults: 1, errors: 4 });
    closeStream(store, 'n', first);
    expect(openStream(store, 'n', one)).toEqual(first);
  });

  test('keeps the tab and begins again at 0 in another session', () => {
    const store = memoryStore();
    const first = openStream(store, 'n', one);
    Object.assign(first, { seq: 7, dropped: 3 });
    closeStream(store, 'n', first);
    expect(openStream(store, 'n', two)).toMatchObject({ tab: first.tab, session: two.id, seq: 0, dropped: 0 });
  });

  test('is another tab where the document before did not leave: a copy, or a crash', () => {
    const store = memoryStore();
    const first = openStream(store, 'n', one);
    expect(isTaken(store, 'n')).toBe(true);
    expect(openStream(store.copy(), 'n', one).tab).not.toBe(first.tab);
    closeStream(store, 'n', first);
    expect(isTaken(store, 'n')).toBe(false);
  });

  test.each([
    { tab: 'no id' },
    { seq: -1 },
    { seq: 1.5 },
    { seq: 'x' },
    { seq: 1_000_000 },
    { dropped: null },
    { open: 'false' },
  ])('does not believe %o', (bad) => {
    const store = memoryStore();
    const first = openStream(store, 'n', one);
    closeStream(store, 'n', first);
    store.write('n', JSON.stringify({ ...JSON.parse(store.read('n') ?? ''), ...bad }));
    const next = openStream(store, 'n', one);
    expect(next.tab).not.toBe(first.tab);
    expect(next.seq).toBe(0);
  });

  test('never numbers two batches alike, however tabs are opened, left, crashed, copied and used', () => {
    const act = fc.record({ tab: fc.nat({ max: 9 }), what: fc.constantFrom('go', 'send', 'crash', 'copy') });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120 }), fc.boolean(), (acts, changes) => {
        const tabs: { store: MemoryStore; stream: Stream }[] = [];
        const sent = new Set<string>();
        const load = (store: MemoryStore): void => {
          tabs.push({ store, stream: openStream(store, 'n', changes && tabs.length % 2 ? two : one) });
        };
        load(memoryStore());
        for (const { tab, what } of acts) {
          const index = tab % tabs.length;
          const { store, stream } = tabs[index]!;
          if (what === 'send') {
            const name = `${stream.session} ${stream.tab} ${stream.seq++}`;
            expect(sent.has(name)).toBe(false);
            sent.add(name);
          } else if (what === 'copy') load(store.copy());
          else {
            if (what === 'go') closeStream(store, 'n', stream);
            tabs.splice(index, 1);
            load(store);
          }
        }
      }),
    );
  });
});
