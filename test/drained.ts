import { until } from './falter-process.ts';

/**
 * Resolves when nothing waits in the spool of a collector and its store answers: an acknowledged batch is durable at once, and can be
 * read when it is drained. @throws Error after two minutes
 */
export async function untilDrained(url: string): Promise<void> {
  const ready = async () => {
    const [metrics, store] = await Promise.all([fetch(`${url}/metrics`), fetch(`${url}/readyz`)]);
    await store.arrayBuffer();
    const waiting = Number(/^falter_spool_records (\d+)/m.exec(await metrics.text())?.[1]);
    return store.ok && waiting === 0;
  };
  await until(ready, Boolean, 120_000);
}
