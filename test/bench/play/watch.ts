import type { SessionDetail } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../browser.ts';
import { ADMIN_TOKEN, type FalterProcess, startFalter } from '../../falter-process.ts';
import { HOUR_MS, type StoredHour, sendHour } from './hour.ts';

/** A Falter with an hour of somebody's visit, and a browser to watch it. */
export interface Watch extends StoredHour {
  falter: FalterProcess;
  browser: Browser;
  /** A page of the viewer that stands at the list of sessions. */
  page: Page;
}

/** Starts all of it, runs `work`, and stops all of it. */
export async function watching<T>(work: (watch: Watch) => Promise<T>): Promise<T> {
  const falter = await startFalter();
  const browser = await launchBrowser();
  try {
    const stored = await sendHour(falter.url);
    process.stderr.write(`an hour of ${(stored.bytes / 1_048_576).toFixed(1)} MiB is stored\n`);
    await looked(falter, stored.session);
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      extraHTTPHeaders: { authorization: `Bearer ${ADMIN_TOKEN}` },
    });
    await page.goto(`${falter.url}/sessions`);
    await page.waitForLoadState('networkidle');
    return await work({ falter, browser, page, ...stored });
  } finally {
    await browser.close();
    await falter.stop();
  }
}

/** Until the detector has looked at the whole session: the page shows then what it will show. */
async function looked(falter: FalterProcess, session: string): Promise<void> {
  for (let tries = 0; tries < 240; tries++) {
    const detail = await falter.get<SessionDetail>(`/api/v1/sessions/${session}`).catch(() => undefined);
    if (detail && !detail.processing && detail.durationMs > HOUR_MS - 60_000) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('[bench] the detector did not look at the hour within two minutes.');
}

/** Opens the session at a moment, as a link in the list does, and says how many ms later its frame is painted. */
export async function openAt(page: Page, session: string, at: number): Promise<number> {
  return page.evaluate(
    ([path, moment]) =>
      new Promise<number>((resolve) => {
        const link = document.createElement('a');
        link.href = path ?? '';
        document.body.append(link);
        const began = performance.now();
        const look = (): void => {
          const player = document.querySelector<HTMLElement>('[data-testid=player]');
          const stands = player?.dataset.state === 'paused' && player.dataset.at === moment;
          if (stands) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
          else requestAnimationFrame(look);
        };
        link.click();
        link.remove();
        look();
      }),
    [`/sessions/${session}?at=${at}`, String(at)],
  );
}

/** Back to the list, so that the next session is opened from there. */
export async function toList(page: Page): Promise<void> {
  await page.getByTestId('back').click();
  await page.locator('[data-testid=player]').waitFor({ state: 'detached' });
}

/** Moves the playhead, and says how many ms later the frame of that moment is painted. */
export async function seekTo(page: Page, at: number): Promise<number> {
  return page.evaluate(
    (moment) =>
      new Promise<number>((resolve) => {
        const scrubber = document.querySelector<HTMLInputElement>('[data-testid=scrubber]');
        const player = document.querySelector<HTMLElement>('[data-testid=player]');
        const began = performance.now();
        const look = (): void => {
          const stands = player?.dataset.state === 'paused' && player.dataset.at === String(moment);
          if (stands) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
          else requestAnimationFrame(look);
        };
        if (scrubber) scrubber.value = String(moment);
        scrubber?.dispatchEvent(new Event('input', { bubbles: true }));
        look();
      }),
    at,
  );
}
