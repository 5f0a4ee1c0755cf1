import type { Browser } from 'playwright-core';
import { type FalterProcess, WRITE_KEY } from '../../falter-process.ts';
import { median, spread } from '../bench.ts';
import { HEAVY } from './pages.ts';
import { changeProject } from './project.ts';
import { openSite } from './site.ts';

const RUNS = Number(process.env.BENCH_RUNS ?? 5);

/** Milliseconds that a visitor stays: sheets and pictures are sent when the page has nothing else to do. */
const STAY_MS = 6_000;

type Assets = 'all' | 'none';

/** Tasks of over 50 ms that a page has with assets and did not have without: medians of runs in turn, on a heavy page. */
export async function addedLongTasks(falter: FalterProcess, browser: Browser): Promise<number> {
  const tag = `<script async src="${falter.url}/falter.js" data-key="${WRITE_KEY}"></script>`;
  const site = await openSite(HEAVY, tag);
  const runs: Record<Assets, number[]> = { all: [], none: [] };
  try {
    for (let run = 0; run < RUNS; run++) {
      for (const assets of ['none', 'all'] as const) {
        await choose(falter, assets);
        runs[assets].push(await longTasks(browser, `${site.origin}/heavy`));
      }
    }
  } finally {
    await choose(falter, 'all');
    await site.close();
  }
  for (const assets of ['none', 'all'] as const)
    spread(`long tasks on a heavy page, assets: ${assets}`, runs[assets], 'tasks');
  return Math.max(0, median(runs.all) - median(runs.none));
}

function choose(falter: FalterProcess, assets: Assets): Promise<void> {
  return changeProject(falter, ({ recording }) => ({ recording: { ...recording, assets } }));
}

async function longTasks(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      const kept = window as unknown as { longTasks: number };
      kept.longTasks = 0;
      new PerformanceObserver((list) => {
        kept.longTasks += list.getEntries().length;
      }).observe({ type: 'longtask', buffered: true });
    });
    await page.goto(address, { waitUntil: 'load' });
    await page.waitForTimeout(STAY_MS);
    return await page.evaluate(() => (window as unknown as { longTasks: number }).longTasks);
  } finally {
    await context.close();
  }
}
