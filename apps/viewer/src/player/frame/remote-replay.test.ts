import type { RecordedEvent } from '@falter/wire';
import { afterEach, describe, expect, it } from 'vitest';
import type { Replay, ReplayListener } from '../replay/replayer.ts';
import { fromFrame } from './messages.ts';
import { RemoteReplay } from './remote-replay.ts';
import { ReplayHost } from './replay-host.ts';

const event = (timestamp: number): RecordedEvent => ({
  type: 3,
  timestamp,
  data: { source: 3, id: 1, x: 0, y: timestamp },
});
const film = (events: RecordedEvent[]) => ({ events, touch: false });

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** Both ends over a real channel. What a replay draws with is left out: it says what it was asked for. */
async function joined() {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const done: unknown[] = [];
  const heard: unknown[] = [];
  const sent: string[] = [];
  const inside: { listener?: ReplayListener; throws?: string; now: number; frame?: () => void } = { now: 0 };
  const replayOf = (startedAt: number): Replay => ({
    setEvents: ({ events }) => void done.push(['events', events.map(({ timestamp }) => timestamp)]),
    showAt: (at) => {
      if (inside.throws) throw new Error(inside.throws);
      done.push(['show', at]);
    },
    playFrom: (at) => void done.push(['play', at]),
    pause: () => void done.push('pause'),
    setSpeed: (speed) => void done.push(['speed', speed]),
    now: () => inside.now,
    destroy: () => void done.push(['destroyed', startedAt]),
  });
  new ReplayHost(port2, {
    build: async (startedAt, listener) => {
      inside.listener = listener;
      return replayOf(startedAt);
    },
    nextFrame: (act) => {
      inside.frame = act;
      return () => {
        delete inside.frame;
      };
    },
  });
  let replay: RemoteReplay | undefined;
  port1.addEventListener('message', ({ data }) => {
    const message = fromFrame(data);
    if (message && message.kind !== 'ready' && message.replay === replay?.number) replay.hear(message);
  });
  port1.start();
  const open = async (number: number): Promise<RemoteReplay> => {
    const made = new RemoteReplay(
      number,
      {
        onShown: () => void heard.push('shown'),
        onViewport: ({ width }) => void heard.push(['viewport', width]),
        onDrift: (changes) => void heard.push(['drift', changes]),
        onBroken: (why) => void heard.push(['broken', why]),
      },
      (message) => {
        sent.push(message.kind);
        port1.postMessage(message);
      },
    );
    replay = made;
    await made.open(number * 1_000);
    return made;
  };
  const first = await open(1);
  return { replay: first, open, done, heard, sent, inside, forge: (data: unknown) => port1.postMessage(data) };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('a replay in its own page', () => {
  it('says that a frame is shown when it is, and not before', async () => {
    const { replay, done, heard } = await joined();
    replay.setEvents(film([event(1), event(2)]));
    replay.showAt(5);
    expect(heard).toEqual([]);
    await expect.poll(() => heard).toEqual(['shown']);
    expect(done).toEqual([
      ['events', [1, 2]],
      ['show', 5],
    ]);
  });

  it('gets each event once, and all in the order in which they are now', async () => {
    const { replay, done, sent } = await joined();
    const [one, two, three, four] = [event(1), event(2), event(3), event(4)];
    replay.setEvents(film([one, three]));
    replay.setEvents(film([one, two, three, four]));
    replay.setEvents(film([one, two, three, four]));
    replay.setEvents(film([three, four]));
    replay.setEvents(film([one, three, four]));
    await expect.poll(() => done).toHaveLength(4);
    expect(done).toEqual(
      [
        [1, 3],
        [1, 2, 3, 4],
        [3, 4],
        [1, 3, 4],
      ].map((times) => ['events', times]),
    );
    // The last has one event anew, which was forgotten meanwhile.
    expect(sent.filter((kind) => kind === 'events')).toHaveLength(3);
  });

  it('hands many events over in bits', async () => {
    const { replay, done, sent } = await joined();
    replay.setEvents(film(Array.from({ length: 1_250 }, (_, n) => event(n))));
    await expect.poll(() => done).toHaveLength(1);
    expect((done[0] as [string, number[]])[1]).toHaveLength(1_250);
    expect(sent.filter((kind) => kind === 'events')).toHaveLength(3);
  });

  it('builds the last of the frames that are asked for while one is built', async () => {
    const { replay, done, heard } = await joined();
    replay.showAt(1);
    await Promise.resolve();
    for (const at of [2, 3, 4]) replay.showAt(at);
    await expect.poll(() => heard).toEqual(['shown']);
    expect(done).toEqual([
      ['show', 1],
      ['show', 4],
    ]);
  });

  it('that runs tells where it is with each frame, and no longer once it stands', async () => {
    const { replay, heard, inside } = await joined();
    inside.now = 10;
    replay.playFrom(10);
    expect(replay.now()).toBe(10);
    await expect.poll(() => heard).toEqual(['shown']);
    inside.now = 26;
    const { frame } = inside;
    frame?.();
    await expect.poll(() => replay.now()).toBe(26);
    replay.pause();
    replay.showAt(20);
    inside.now = 42;
    frame?.();
    await turn();
    expect(replay.now()).toBe(20);
    expect(inside.frame).toBeUndefined();
  });

  it('does not take what is late of one move for another', async () => {
    const { replay, heard, inside } = await joined();
    replay.showAt(1);
    await Promise.resolve();
    replay.playFrom(7);
    inside.now = 7;
    await turn();
    // One for the move that counts, none for the frame before it.
    expect(heard).toEqual(['shown']);
    expect(replay.now()).toBe(7);
  });

  it('tells of sizes, of changes that do not fit in one sum, and of what cannot be built', async () => {
    const { replay, heard, inside } = await joined();
    inside.listener?.onViewport({ width: 800, height: 600 });
    for (let n = 0; n < 300; n++) inside.listener?.onDrift();
    await expect
      .poll(() => heard.splice(0))
      .toEqual([
        ['viewport', 800],
        ['drift', 300],
      ]);
    inside.throws = 'no such page';
    replay.showAt(1);
    await expect.poll(() => heard).toEqual([['broken', 'no such page'], 'shown']);
  });

  it('goes when another one is opened, and what it still says is not heard', async () => {
    const { replay, open, done, heard, inside } = await joined();
    const before = inside.listener;
    const second = await open(2);
    expect(done).toEqual([['destroyed', 1_000]]);
    before?.onDrift();
    replay.destroy();
    second.showAt(3);
    await expect.poll(() => heard).toEqual(['shown']);
    expect(done).toEqual([
      ['destroyed', 1_000],
      ['show', 3],
    ]);
    second.destroy();
    await expect.poll(() => done.at(-1)).toEqual(['destroyed', 2_000]);
  });

  it('H89: does nothing that is not said in its words', async () => {
    const { forge, done, heard } = await joined();
    for (const forged of [
      null,
      'pause',
      { kind: 'show', move: 'x', at: 1 },
      { kind: 'events', first: 0, events: '{"not":"a list"}' },
      { kind: 'events', first: 0, events: '[1, null, {"type":3}]' },
      { kind: 'events', first: 0, events: 'no json' },
      { kind: 'film', ranges: [0, 5_000], touch: false },
    ])
      forge(forged);
    await expect.poll(() => done).toEqual([['events', []]]);
    expect(heard).toEqual([]);
  });
});
