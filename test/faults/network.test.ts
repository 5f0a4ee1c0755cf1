import { summariseRecording } from '@falter/store';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../engine.ts';
import { Load } from '../load.ts';
import { type ListeningCollector, linesOf, listenWithSpool, saveLoadProject } from './collector-process.ts';
import { LONG } from './long.ts';
import { TcpProxy } from './tcp-proxy.ts';

const SENDERS = 8;

describe('a network between page, collector and store', () => {
  const store = useStore();
  let toStore: TcpProxy;
  let toCollector: TcpProxy;
  let listening: ListeningCollector;

  beforeAll(async () => {
    await saveLoadProject(store.client);
    toStore = await TcpProxy.start(store.url);
    listening = await listenWithSpool({ storeUrl: toStore.url, slowMs: 200 });
    toCollector = await TcpProxy.start(listening.url);
  });
  afterEach(() => {
    toStore.heal();
    toCollector.heal();
  });
  afterAll(async () => {
    toStore.heal();
    await toCollector.stop();
    await listening.stop();
    await toStore.stop();
  });

  /** Under load while `storm` lasts, then in fair weather until all is stored: nothing lost, doubled or in part. */
  async function conserves(name: string, storm: (load: Load) => Promise<void>): Promise<void> {
    const load = new Load(toCollector.url.replace(/\/$/, ''), SENDERS);
    load.start();
    await more(load, 10);
    await storm(load);
    toStore.heal();
    toCollector.heal();
    await load.stop();
    await load.settle();
    await listening.drained();
    const audit = await load.audit((session) => linesOf(store.client, session));
    console.info(`${name}: ${audit.acknowledged} batches acknowledged`);
    expect(audit).toEqual({ acknowledged: load.acknowledged, lost: 0, doubled: 0, partial: 0 });
  }

  /** Until so many more are acknowledged. */
  async function more(load: Load, batches: number): Promise<void> {
    const enough = load.acknowledged + batches;
    while (load.acknowledged < enough) await pause(5);
  }

  it('F17 that loses answers of the store after the commit leaves each batch once', () =>
    conserves('answers of the store lost', async (load) => {
      for (let n = 0; n < (LONG ? 12 : 3); n++) {
        toStore.weather = { ...toStore.weather, losesAnswers: 0.5 };
        await more(load, 15);
        toStore.weather = { ...toStore.weather, losesAnswers: 0 };
        await more(load, 15);
      }
    }));

  it('F18 that resets connections in the middle of a request leaves each batch once', () =>
    conserves('requests cut', async (load) => {
      toCollector.weather = { ...toCollector.weather, cutsRequests: 0.2, losesAnswers: 0.1 };
      await more(load, LONG ? 300 : 60);
      for (let n = 0; n < (LONG ? 20 : 4); n++) {
        toCollector.cut();
        await more(load, 5);
      }
    }));

  it('F16 that makes every answer of the store late: batches are acknowledged all the same', () =>
    conserves('answers of the store late', async (load) => {
      toStore.weather = { ...toStore.weather, delayMs: LONG ? 30_000 : 1_000 };
      await more(load, LONG ? 1_000 : 100);
      expect(await listening.metric('falter_store_away')).toBe(1);
    }));

  it(`F19 that parts collector and store ${LONG ? 20 : 3} times and heals`, () =>
    conserves('partitions', async (load) => {
      for (let n = 0; n < (LONG ? 20 : 3); n++) {
        toStore.weather = { ...toStore.weather, partition: true };
        await more(load, 20);
        await pause(Math.random() * 300);
        toStore.heal();
        await more(load, 20);
      }
    }));

  it('F20 that delivers everything ten times, in any order, from tabs in turn', async () => {
    const load = new Load(listening.url, SENDERS);
    const sent = await load.sendShuffled({ batches: 5, times: 10 });
    expect(sent).toEqual({ new: SENDERS * 5, duplicate: SENDERS * 5 * 9 });
    await listening.drained();
    expect(await load.check((session) => linesOf(store.client, session))).toEqual([]);
    for (const session of load.sessions) {
      const [tab] = await summariseRecording(store.client, { project: 'default', session });
      expect([tab?.batches, tab?.expected, tab?.events]).toEqual([5, 5, 100]);
    }
  });
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
