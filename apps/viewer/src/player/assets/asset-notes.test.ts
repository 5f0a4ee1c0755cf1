import { describe, expect, it } from 'vitest';
import { AssetNotes } from './asset-notes.ts';

const HASH = { a: 'a'.repeat(43), b: 'b'.repeat(43) };
const snapshot = { type: 2 };
const page = { type: 6, data: { plugin: 'falter/page@1', payload: {} } };
const move = { type: 3 };
const told = (...assets: object[]): object => ({ type: 6, data: { plugin: 'falter/asset@1', payload: { assets } } });
const kept = (id: number, url: string, hash: string): object => ({ id, url, hash });

/** Of events one after another, each at the time that is its number. */
function notes(...events: object[]): AssetNotes {
  const all = new AssetNotes();
  const timed = events.map((event, timestamp) => ({ type: 0, ...event, timestamp }));
  const lines = timed.filter(({ type }) => type === 6).map((event) => JSON.stringify(event));
  const snapshots = timed.filter(({ type }) => type === 2).map(({ timestamp }) => timestamp);
  all.learn(lines, snapshots);
  return all;
}

const meant = (all: AssetNotes, time: number, id: number, ...urls: string[]): unknown =>
  all.meant({ time, id }, urls)?.meant;

describe('what an address meant', () => {
  it('is known before it is told: a note comes after the snapshot that shows the picture', () => {
    const all = notes(snapshot, page, move, told(kept(7, '/a.png', HASH.a)));
    expect(meant(all, 0, 7, '/a.png')).toEqual({ hash: HASH.a });
  });

  it('is what was told last until then', () => {
    const all = notes(snapshot, page, told(kept(7, '/a', HASH.a)), move, told(kept(7, '/a', HASH.b)), move);
    expect([0, 3, 5].map((time) => meant(all, time, 7, '/a'))).toEqual(
      [HASH.a, HASH.a, HASH.b].map((hash) => ({ hash })),
    );
  });

  it('is of the element first, then of the page', () => {
    const all = notes(snapshot, page, told(kept(7, '/a', HASH.a), kept(0, '/a', HASH.b)));
    expect([7, 0, 8].map((id) => meant(all, 2, id, '/a'))).toEqual([HASH.a, HASH.b, HASH.b].map((hash) => ({ hash })));
  });

  it('is of its own document: the next one has other pictures under the same address', () => {
    const first = [snapshot, page, told(kept(7, '/a', HASH.a))];
    const all = notes(...first, move, snapshot, page, told(kept(7, '/a', HASH.b)));
    expect(meant(all, 3, 7, '/a')).toEqual({ hash: HASH.a });
    expect(meant(all, 4, 7, '/a')).toEqual({ hash: HASH.b });
    expect(meant(notes(...first, snapshot, page), 3, 7, '/a')).toBeUndefined();
  });

  it('is one of several', () => {
    const all = notes(snapshot, told(kept(7, '/2x', HASH.a)));
    expect(all.meant({ time: 0, id: 7 }, ['/1x', '/2x'])).toEqual({ url: '/2x', meant: { hash: HASH.a } });
  });

  it('may be why there is nothing, and how large it was', () => {
    const all = notes(told({ id: 7, url: '/a', hash: '', missing: 'too-large', width: 300.4, height: 200 }));
    expect(meant(all, 0, 7, '/a')).toEqual({ gap: 'too-large', size: { width: 300, height: 200 } });
  });

  it.each([
    ['no list', { type: 6, data: { plugin: 'falter/asset@1', payload: { assets: { length: 1e9 } } } }],
    ['no payload', { type: 6, data: { plugin: 'falter/asset@1' } }],
    ['null in the list', told(null as never)],
    ['a hash that is a path', told(kept(7, '/a', '../../sessions'.padEnd(43, 'x')))],
    ['an unknown reason', told({ id: 7, url: '/a', hash: '', missing: '<b>' })],
    ['a reason of the prototype', told({ id: 7, url: '/a', hash: '', missing: 'constructor' })],
    ['no address', told({ id: 7, hash: HASH.a })],
  ])('is nothing where the note is none: %s', (_, event) => {
    expect(notes(event as object).count).toBe(0);
  });

  it.each(['', 'null', '{"type":6}', '[', '{"timestamp":"x"}'])('is nothing where the line is none: %s', (line) => {
    const all = new AssetNotes();
    all.learn([line], [1]);
    expect(all.count).toBe(0);
  });

  it('is told bit by bit, as the recording grows', () => {
    const all = new AssetNotes();
    const line = (timestamp: number, event: object): string => JSON.stringify({ ...event, timestamp });
    all.learn([line(1, page), line(5, told(kept(7, '/a', HASH.a)))], [1]);
    all.learn([line(11, page), line(15, told(kept(7, '/a', HASH.b)))], [10]);
    expect([6, 11].map((time) => meant(all, time, 7, '/a'))).toEqual([{ hash: HASH.a }, { hash: HASH.b }]);
  });
});
