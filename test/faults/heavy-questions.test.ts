import { type Client, openClient } from '@falter/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useStore } from '../engine.ts';
import { Load } from '../load.ts';
import { type ListeningCollector, linesOf, listenWithSpool, saveLoadProject } from './collector-process.ts';
import { LONG } from './long.ts';

/** Far more than a reader may hold in memory, and far more than may be read in its time. */
const HEAVY = 'SELECT length(groupArray(number)) AS n FROM numbers(1000000000)';

/** At one time: as many as viewers of a whole company ask. */
const QUESTIONS = LONG ? 50 : 16;

describe('questions that are too heavy', () => {
  const store = useStore();
  let reader: Client;
  let listening: ListeningCollector;

  beforeAll(async () => {
    await saveLoadProject(store.client);
    reader = openClient({ url: store.url, readonly: true });
    listening = await listenWithSpool({ storeUrl: store.url });
  });
  afterAll(async () => {
    await listening.stop();
    await reader.close();
  });

  it('F24 F25 many at once fail by themselves: batches are acknowledged all the while, from the spool where the store is slow', async () => {
    const load = new Load(listening.url, 4);
    load.start();
    const questions = await Promise.allSettled(Array.from({ length: QUESTIONS }, () => reader.rows(HEAVY, {})));
    const during = load.acknowledged;
    await load.stop();
    await load.settle();
    expect(questions.map(({ status }) => status)).toEqual(Array(QUESTIONS).fill('rejected'));
    const reasons = questions.map((question) => (question.status === 'rejected' ? String(question.reason) : ''));
    for (const reason of reasons) expect(reason).toMatch(/MEMORY_LIMIT_EXCEEDED|TIMEOUT_EXCEEDED|does not answer/);
    expect(during).toBeGreaterThan(0);
    await listening.drained();
    expect(await load.check((session) => linesOf(store.client, session))).toEqual([]);
    expect(await listening.metric('falter_spool_failures_total{code="full"}')).toBe(0);
    console.info(`${QUESTIONS} heavy questions: ${during} batches acknowledged beside them`);
  }, 120_000);
});
