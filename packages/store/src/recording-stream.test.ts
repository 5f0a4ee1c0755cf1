import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { insertBatches, readRecording, type StoredBatch } from './batches.ts';
import { type SessionBatch, type StreamWish, streamRecordings } from './recording-stream.ts';

const T0 = Date.UTC(2026, 10, 21, 12);

function batch(session: string, place: { tab: string; seq: number }, lines = '{"type":4}\n{"type":2}'): StoredBatch {
  return {
    ...{ project: 'p', session, ...place, firstSeenAt: T0, receivedAt: T0 + 1000, sentAt: T0 + 900, page: 'p' },
    ...{ secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '1.2 "r"', userAgent: 'Browser/1 \\ 2', dropped: 3 },
    ...{ events: 2, bytes: lines.length, lines },
  };
}

describe('a stream of batches', () => {
  const store = useStore();
  const read = async (wish: Omit<StreamWish, 'project'>): Promise<SessionBatch[]> => {
    const batches: SessionBatch[] = [];
    for await (const one of streamRecordings(store.client, { project: 'p', ...wish })) batches.push(one);
    return batches;
  };
  const placesOf = async (wish: Omit<StreamWish, 'project'>) =>
    (await read(wish)).map(({ session, tab, seq }) => `${session} ${tab} ${seq}`);

  it('has what a recording has, whatever stands in it', async () => {
    const words = ['"quoted" \\ back', 'new\\nline', 'umlaut äöü, 漢字 and 👩‍👩‍👧', 'x'.repeat(3_000_000), '\u2028\t'];
    for (const [seq, text] of words.entries())
      await insertBatches(store.client, [
        batch('words', { tab: 'tab-a', seq }, `${JSON.stringify({ text })}\n${JSON.stringify({ n: seq })}`),
      ]);
    const streamed = await read({ sessions: ['words'] });
    expect(streamed.map(({ session: _, ...rest }) => rest)).toEqual(
      await readRecording(store.client, { project: 'p', session: 'words' }),
    );
    expect(streamed).toHaveLength(words.length);
  });

  it('is of several sessions, each batch once, and only of what is wanted', async () => {
    const places = ['tab-a', 'tab-b'].flatMap((tab) => [2, 0, 1].map((seq) => ({ tab, seq })));
    for (const session of ['two', 'one', 'three'])
      await insertBatches(
        store.client,
        places.map((place) => batch(session, place)),
      );
    await insertBatches(store.client, [batch('one', { tab: 'tab-a', seq: 1 })]);
    expect(await placesOf({ sessions: ['two', 'one'] })).toEqual(
      ['one', 'two'].flatMap((session) =>
        ['tab-a', 'tab-b'].flatMap((tab) => [0, 1, 2].map((seq) => `${session} ${tab} ${seq}`)),
      ),
    );
    expect(await placesOf({ sessions: ['one'], next: { 'tab-a': 2, 'tab-b': 3 } })).toEqual(['one tab-a 2']);
    expect(await placesOf({ sessions: [] })).toEqual([]);
  });
});
