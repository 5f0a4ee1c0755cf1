import type { Page } from 'playwright-core';
import { type Bench, median, spread } from './bench.ts';
import { HOUR_MS } from './play/hour.ts';
import { openAt, toList, type Watch, watching } from './play/watch.ts';

const RUNS = 7;

/**
 * Opens an hour of 50 MB at moments around its middle, from the list: ms until the frame of that moment is painted, MB that the API sent until
 * half a minute ahead is read, and how many times longer it takes only to fetch the whole recording and to parse its lines, which is
 * less than what a player that loads all of it has to do.
 */
const open: Bench = () =>
  watching(async (watch) => {
    const first: number[] = [];
    const fetched: number[] = [];
    const ratios: number[] = [];
    await openAt(watch.page, watch.session, HOUR_MS / 2);
    for (let run = 0; run < RUNS; run++) {
      await toList(watch.page);
      const bytes = await countBytes(watch.page);
      const at = HOUR_MS / 2 - 180_000 + run * 60_000 + 1_234;
      const took = await openAt(watch.page, watch.session, at);
      await watch.page.waitForTimeout(3_000);
      first.push(took);
      fetched.push((await bytes()) / 1_048_576);
      ratios.push((await readWhole(watch)) / took);
    }
    spread('first frame', first, 'ms');
    spread('fetched', fetched, 'MB');
    spread('whole recording fetched and parsed, times the first frame', ratios, '');
    return { first_frame_ms: median(first), fetched_mb: median(fetched), speedup_over_whole_load: median(ratios) };
  });

/** Counts what comes over the network from now on, in bytes as they travel. */
async function countBytes(page: Page): Promise<() => Promise<number>> {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  let bytes = 0;
  client.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  return async () => {
    await client.detach();
    return bytes;
  };
}

/** Milliseconds to fetch the whole recording, as the viewer asks for it, and to parse its lines, in the same browser. */
async function readWhole({ page, session }: Watch): Promise<number> {
  return page.evaluate(async (id) => {
    const began = performance.now();
    const answer = await fetch(`/api/v1/sessions/${id}/recording?assets=references&tab=tab-of-the-hour-1`);
    const events = (await answer.text()).split('\n').map((line) => line !== '' && JSON.parse(line));
    return events.length > 0 ? performance.now() - began : Number.NaN;
  }, session);
}

export default open;
