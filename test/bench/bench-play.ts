import { type Bench, median, spread } from './bench.ts';
import { HOUR_MS } from './play/hour.ts';
import { openAt, watching } from './play/watch.ts';

/** Plays so long at each speed, ms. */
const PLAY_MS = 30_000;

/**
 * Plays an hour of 50 MB at real time and at eight times, while the film is read on: tasks of the page over 100 ms. Then draws the playhead
 * through what is read: ms from frame to frame of the browser.
 */
const play: Bench = () =>
  watching(async ({ page, session }) => {
    await openAt(page, session, HOUR_MS / 2);
    await page.waitForTimeout(3_000);
    await page.evaluate(() => {
      const store = window as unknown as { tasks: number[] };
      store.tasks = [];
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) store.tasks.push(duration);
      }).observe({ type: 'longtask' });
    });
    for (const speed of ['1', '8']) {
      await page.getByTestId('speed').selectOption(speed);
      await page.getByTestId('play').click();
      await page.waitForTimeout(PLAY_MS);
      await page.getByTestId('play').click();
    }
    const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
    spread('tasks over 50 ms while playing', tasks.length > 0 ? tasks : [0], 'ms');
    const frames = await scrub(page);
    spread('frame while the playhead is drawn', frames, 'ms');
    return {
      own_long_tasks_over_100ms: tasks.filter((duration) => duration > 100).length,
      scrub_frame_median_ms: median(frames),
    };
  });

/** Milliseconds from frame to frame while the playhead is drawn over ten seconds of what is here. */
function scrub(page: Parameters<typeof openAt>[0]): Promise<number[]> {
  return page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const scrubber = document.querySelector<HTMLInputElement>('[data-testid=scrubber]');
        if (scrubber === null) return resolve([]);
        const from = Number(scrubber.value);
        const frames: number[] = [];
        let last = performance.now();
        const next = (now: number): void => {
          frames.push(now - last);
          last = now;
          scrubber.value = String(from + frames.length * 80);
          scrubber.dispatchEvent(new Event('input', { bubbles: true }));
          if (frames.length < 120) requestAnimationFrame(next);
          else resolve(frames.slice(1));
        };
        requestAnimationFrame(next);
      }),
  );
}

export default play;
