import { type Bench, spread } from './bench.ts';
import { HOUR_MS } from './play/hour.ts';
import { openAt, watching } from './play/watch.ts';

/** How often the heap is measured while an hour plays at sixteen times. Milliseconds. */
const EVERY_MS = 5_000;

/** The session still runs, so a player waits at its end for more: the film is over so long before. Milliseconds. */
const END_MS = 15_000;

/** Plays an hour of 50 MB from its start to its end, at sixteen times in some four minutes: what the page's heap has after a collection, in the last quarter to that in the first. */
const memory: Bench = () =>
  watching(async ({ page, session }) => {
    await openAt(page, session, 0);
    const client = await page.context().newCDPSession(page);
    await client.send('Performance.enable');
    await page.getByTestId('speed').selectOption('16');
    await page.getByTestId('skip-inactive').click();
    await page.getByTestId('play').click();
    const heaps: number[] = [];
    const player = page.getByTestId('player');
    const at = async (): Promise<number> => Number(await player.getAttribute('data-at'));
    while ((await player.getAttribute('data-state')) === 'playing' && (await at()) < HOUR_MS - END_MS) {
      await page.waitForTimeout(EVERY_MS);
      await client.send('HeapProfiler.collectGarbage');
      const { metrics } = await client.send('Performance.getMetrics');
      heaps.push((metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1_048_576);
      process.stderr.write(`at ${await at()}: ${heaps.at(-1)?.toFixed(1)} MiB\n`);
    }
    if ((await at()) < HOUR_MS - END_MS) throw new Error(`[bench] the player stopped at ${await at()} ms of the hour.`);
    const quarter = Math.floor(heaps.length / 4);
    spread('heap in the first quarter', heaps.slice(0, quarter), 'MiB');
    spread('heap in the last quarter', heaps.slice(-quarter), 'MiB');
    return { last_to_first_quarter: mean(heaps.slice(-quarter)) / mean(heaps.slice(0, quarter)) };
  });

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export default memory;
