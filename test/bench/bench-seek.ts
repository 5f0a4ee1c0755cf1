import { type Bench, percentile, spread } from './bench.ts';
import { HOUR_MS } from './play/hour.ts';
import { openAt, seekTo, watching } from './play/watch.ts';

const SEEKS = 60;

/** Goes to and fro in an hour of 50 MB, mostly to where nothing is read so far: ms until the frame of the moment is painted. */
const seek: Bench = () =>
  watching(async ({ page, session }) => {
    await openAt(page, session, HOUR_MS / 2);
    const took: number[] = [];
    let at = HOUR_MS / 2;
    for (let n = 0; n < SEEKS; n++) {
      // Steps that never repeat: anywhere in the hour, both ways, and one in four near by.
      at = n % 4 === 3 ? Math.min(HOUR_MS - 10_000, at + 20_000) : (n * 2_281_337) % (HOUR_MS - 10_000);
      took.push(await seekTo(page, Math.floor(at)));
      await page.waitForTimeout(300);
    }
    spread('seek', took, 'ms');
    return { p95_ms: percentile(took, 0.95) };
  });

export default seek;
