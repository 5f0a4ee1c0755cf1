import { expect } from 'vitest';

/** Milliseconds of its thread's processor time that the event loop may be held up: what others wait for on an idle machine. */
const STALL_MAX_MS = 200;

/** Bytes by which the process may grow: none of the attacks may pile up memory. */
const GROWTH_MAX_BYTES = 64 * 1024 * 1024;

/** Milliseconds between two looks. */
const LOOK_EVERY_MS = 5;

/**
 * Does something hostile, and says no where the event loop was held up meanwhile or memory was kept. Processor time and not time:
 * other tests work on the same machine. The longest stretch between two turns of the loop counts, whoever was the cause.
 */
export async function harmless<T>(act: () => Promise<T>): Promise<T> {
  const before = process.memoryUsage().rss;
  const watch = watchLoop();
  const result = await act();
  const stallMs = watch.stop();
  expect(stallMs, 'milliseconds of processor time in one turn of the event loop').toBeLessThan(STALL_MAX_MS);
  expect(process.memoryUsage().rss - before, 'bytes more than before').toBeLessThan(GROWTH_MAX_BYTES);
  return result;
}

function watchLoop(): { stop: () => number } {
  let longest = 0;
  let last = process.threadCpuUsage();
  const look = () => {
    const { user, system } = process.threadCpuUsage(last);
    longest = Math.max(longest, (user + system) / 1000);
    last = process.threadCpuUsage();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return longest;
    },
  };
}
