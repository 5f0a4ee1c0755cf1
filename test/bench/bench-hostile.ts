import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import { launchEagerBrowser } from '../../apps/viewer/src/testing/test-browser.ts';
import { hostileRecording } from '../../apps/viewer/src/testing/test-hostile.ts';
import { startServer, type TestServer } from '../../apps/viewer/src/testing/test-server.ts';
import { SESSION, worldOf } from '../../apps/viewer/src/testing/test-sessions.ts';
import { forgeMessages, framed } from '../../apps/viewer/src/testing/test-strangers.ts';
import type { Bench } from './bench.ts';
import { hostileCases, linesOf } from './hostile/cases.ts';

/** Milliseconds that a tab may take to answer, and a recording to open or to say why not. */
const ALIVE_MS = 15_000;
const OPEN_MS = 60_000;

/** What came of one recording. */
interface Outcome {
  ran: boolean;
  foreign: string[];
  alive: boolean;
}

/**
 * Recordings that were made to harm whoever watches them, in the built viewer and a browser that connects ahead as a person's does,
 * served as they are: what the collector would have taken away is still in them. A listener on another origin counts who calls.
 */
const hostile: Bench = async () => {
  let connections = 0;
  const listener = createServer((_, response) => response.end('alert(1)'));
  listener.on('connection', () => connections++);
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const evil = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const browser = await launchEagerBrowser();
  const server = await startServer();
  const cases = Object.entries(hostileCases(evil));
  const outcomes: Outcome[] = [];
  let called = 0;
  try {
    for (const [name, events] of cases) {
      const world = worldOf(events.filter(({ timestamp }) => Number.isFinite(timestamp)));
      for (const tab of Object.keys(world.recordings)) world.recordings[tab] = linesOf(events);
      server.worlds.set(SESSION, world);
      const before = connections;
      const started = performance.now();
      const outcome = await watch(browser.context, server);
      outcomes.push(outcome);
      const bad = [
        outcome.ran && 'RAN',
        outcome.foreign.length > 0 && outcome.foreign.join(' '),
        !outcome.alive && 'TAB LOST',
      ];
      const told = [...bad.filter(Boolean), connections > before ? `${connections - before} CONNECTIONS` : ''].join(
        ' ',
      );
      process.stderr.write(`${name}: ${told.trim() || 'harmless'}, ${Math.round(performance.now() - started)} ms\n`);
    }
    // What the page of a stranger asks of itself is no call of a recording.
    called = connections;
    outcomes.push(await forged(browser.context, server), await surrounded(browser.context, server, evil));
  } finally {
    await browser.close();
    server.close();
    listener.close();
  }
  return {
    scripts_run: outcomes.filter(({ ran }) => ran).length,
    foreign_requests: outcomes.flatMap(({ foreign }) => foreign).length,
    foreign_connections: called,
    tabs_lost: outcomes.filter(({ alive }) => !alive).length,
    cases: outcomes.length,
  };
};

/** Opens it, plays it to its end, jumps back and forth, and asks what came of it. */
async function watch(context: BrowserContext, server: TestServer): Promise<Outcome> {
  const page = await context.newPage();
  const foreign: string[] = [];
  let crashed = false;
  page.on('crash', () => (crashed = true));
  // Answered ones: what the policy refuses, the browser reports as a request all the same.
  page.on('response', (response) => {
    const url = response.url();
    if ((!url.startsWith(`${server.url}/`) && !/^(?:data|blob|about):/.test(url)) || /\/ran$/.test(url))
      foreign.push(url);
  });
  try {
    await play(page, server.url).catch(() => undefined);
    const answer = await Promise.race([askRan(page), later(ALIVE_MS)]);
    const alive = !crashed && typeof answer === 'boolean' && page.url().startsWith(`${server.url}/sessions/${SESSION}`);
    return { ran: answer === true || context.pages().length > 2, foreign, alive };
  } finally {
    await Promise.race([page.close(), later(ALIVE_MS)]);
  }
}

/** H89: floods all windows of the viewer with forged messages; then it must still do what it is told. */
async function forged(context: BrowserContext, server: TestServer): Promise<Outcome> {
  const page = await context.newPage();
  try {
    server.worlds.set(SESSION, worldOf(hostileRecording([], [])));
    await page.goto(`${server.url}/sessions/${SESSION}?at=500`);
    await page.locator('[data-testid=player][data-state=paused]').waitFor({ timeout: OPEN_MS });
    const answers = await forgeMessages(page);
    await page.getByTestId('scrubber').fill('1500');
    const stands = page.locator('[data-testid=player][data-at="1500"]').waitFor({ timeout: ALIVE_MS });
    const alive = await stands.then(
      () => true,
      () => false,
    );
    const heard = await answers();
    process.stderr.write(`forged messages: ${heard > 0 ? 'HEARD' : alive ? 'harmless' : 'TAB LOST'}\n`);
    return { ran: heard > 0, foreign: [], alive };
  } finally {
    await page.close();
  }
}

/** H88: a stranger's page puts the viewer and the page of replays into frames. */
async function surrounded(context: BrowserContext, server: TestServer, evil: string): Promise<Outcome> {
  const shown = await framed(context, evil, [`${server.url}/sessions/${SESSION}`, `${server.url}/replay-frame`]);
  const foreign = shown.filter(Boolean);
  process.stderr.write(`frames of a stranger: ${foreign.length > 0 ? `SHOWN ${foreign.join(' ')}` : 'harmless'}\n`);
  return { ran: false, foreign, alive: shown.length === 2 };
}

async function play(page: Page, url: string): Promise<void> {
  const player = page.getByTestId('player');
  await page.goto(`${url}/sessions/${SESSION}?at=0`);
  await player.and(page.locator('[data-state=paused], [data-state=failed]')).waitFor({ timeout: OPEN_MS });
  await page.getByTestId('speed').selectOption('16', { timeout: ALIVE_MS });
  await page.keyboard.press('Space');
  await player.and(page.locator('[data-state=ended], [data-state=failed]')).waitFor({ timeout: ALIVE_MS });
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
}

/** Whether anything of the recording ran in any frame. */
async function askRan(page: Page): Promise<boolean> {
  const found = await Promise.all(
    page.frames().map((frame) => frame.evaluate(() => '__ran' in window).catch(() => false)),
  );
  return found.includes(true);
}

const later = (ms: number): Promise<'late'> => new Promise((resolve) => setTimeout(() => resolve('late'), ms));

export default hostile;
