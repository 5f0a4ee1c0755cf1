import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RecordedEvent } from '@falter/wire';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Chance, chanceOf } from './chance.ts';
import type { Arranged, Episode, Family } from './family.ts';
import { pause } from './hand.ts';
import { labelsOf } from './labels.ts';
import { Person } from './person.ts';
import { planOf } from './plan.ts';
import type { Receiver } from './receiver.ts';
import { COOKIE, type Site } from './site.ts';
import type { DriverEntry, PageEntry, Recorder, Visit } from './visit.ts';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const textOf = (path: string): string => readFileSync(fromHere(path), 'utf8');

/** In every page before its own scripts, in this order. */
const IN_PAGE: string[] = [
  `${textOf('../../node_modules/web-vitals/dist/web-vitals.iife.js')}\n;window.webVitals = webVitals;`,
  textOf('page/corpus-log.js'),
  textOf('page/observer.js'),
];
const RRWEB: string[] = [
  textOf('../../node_modules/@rrweb/record/dist/record.umd.min.cjs'),
  textOf('page/plain-rrweb.js'),
];

/** Where visits take place: one browser, a family's site, one receiver. */
export interface Stage {
  browser: Browser;
  site: Site;
  receiver: Receiver;
  family: Family;
}

interface Logs {
  driver: DriverEntry[];
  page: PageEntry[];
  rrweb: Map<number, RecordedEvent[]>;
}

/**
 * Drives visit number `seed` of a family, all of it by chance of this seed: viewport, recorder, episodes and their order, times, places.
 * @throws where the person could not do what the episode says, naming it.
 */
export async function drive(stage: Stage, seed: number): Promise<Visit> {
  const { family, site } = stage;
  const chance = chanceOf(seed);
  // Half of the visits each, and of each episode that begins one.
  const recorder: Recorder = (seed + Math.floor(seed / family.episodes.length)) % 2 === 0 ? 'snippet' : 'rrweb';
  const id = `${family.name}-${seed}-${Date.now().toString(36)}`;
  const arranged: Record<string, Arranged> = {};
  site.guests.set(id, { arranged, head: headOf(stage, recorder, id) });
  const context = await contextOf(stage, chance, id);
  const logs: Logs = { driver: [], page: [], rrweb: new Map() };
  const pages = await takeLogs(context, logs, recorder);
  try {
    const first = await context.newPage();
    const tabOf = (page: Page) => pages.indexOf(page);
    const around = { origin: site.origin, chance, finger: family.mobile ?? false, arranged, log: logs.driver, tabOf };
    const person = new Person(first, around);
    for (const episode of planOf(family, seed, chance)) await live(person, episode, arranged);
    await person.read(500);
    // Leaving is what sends the last of it: by a blank page, as somebody who types another address.
    logs.driver.push({ at: Date.now(), until: Date.now(), tab: tabOf(person.page), did: 'went to', text: 'elsewhere' });
    await person.page.goto('about:blank');
    logs.page.push({ at: Date.now(), tab: tabOf(person.page), path: '', what: 'left' });
    await (recorder === 'snippet' ? lastWords(stage.receiver, id) : pause(150));
  } finally {
    await context.close();
    site.guests.delete(id);
  }
  const tabs = recorder === 'snippet' ? stage.receiver.take(id) : plainTabs(logs);
  if (tabs.length === 0) throw new Error(`[corpus] visit ${seed} of ${family.name} left no recording.`);
  logs.page.sort((a, b) => a.at - b.at);
  const { driver, page } = logs;
  return {
    family: family.name,
    split: family.split,
    seed,
    recorder,
    tabs,
    driver,
    page,
    labels: labelsOf({ driver, page }),
  };
}

/** Waits until nothing more comes: what a page says as it is left is on its way when it is gone. */
async function lastWords({ count }: Receiver, id: string): Promise<void> {
  const until = Date.now() + 8000;
  for (let before = -1; Date.now() < until && (before !== count(id) || before === 0); ) {
    before = count(id);
    await pause(800);
  }
}

function headOf({ receiver }: Stage, recorder: Recorder, id: string): string {
  return recorder === 'snippet' ? `<script async src="${receiver.origin}/falter.js" data-key="${id}"></script>` : '';
}

async function contextOf({ browser, site, family }: Stage, chance: Chance, id: string): Promise<BrowserContext> {
  const large = chance.pick([
    { width: 1280, height: 720 },
    { width: 1366, height: 768 },
    { width: 1536, height: 864 },
  ]);
  const small = { width: chance.pick([375, 390, 412]), height: chance.pick([667, 780, 844]) };
  const phone = { viewport: small, hasTouch: true, isMobile: true };
  const context = await browser.newContext({ locale: 'en-US', ...(family.mobile ? phone : { viewport: large }) });
  await context.addCookies([{ name: COOKIE, value: id, url: site.origin }]);
  return context;
}

/** Lets pages write into the logs. Answers the tabs, in order as they open. */
async function takeLogs(context: BrowserContext, logs: Logs, recorder: Recorder): Promise<Page[]> {
  const pages: Page[] = [];
  context.on('page', (page) => {
    pages.push(page);
    if (pages.length > 1) logs.page.push({ at: Date.now(), tab: 0, path: '', what: 'opened-tab' });
    const write = (what: string, text: string) =>
      logs.page.push({ at: Date.now(), tab: pages.indexOf(page), path: '', what, text });
    page.on('download', (download) => write('downloaded', download.suggestedFilename()));
    page.on('dialog', async (dialog) => {
      await pause(900);
      await dialog.accept().catch(() => {});
    });
  });
  await context.exposeBinding('corpusWrite', ({ page }, entry: PageEntry) => {
    logs.page.push({ ...entry, tab: pages.indexOf(page) });
  });
  for (const content of IN_PAGE) await context.addInitScript({ content });
  if (recorder === 'snippet') return pages;
  await context.exposeBinding('corpusEvents', ({ page }, events: RecordedEvent[]) => {
    const tab = pages.indexOf(page);
    logs.rrweb.set(tab, [...(logs.rrweb.get(tab) ?? []), ...events]);
  });
  for (const content of RRWEB) await context.addInitScript({ content });
  return pages;
}

async function live(person: Person, episode: Episode, arranged: Record<string, Arranged>): Promise<void> {
  try {
    Object.assign(arranged, episode.arranged);
    if (person.path !== episode.at) await walkTo(person, episode.at);
    else if (episode.arranged) await person.arrange(episode.arranged);
    await person.wander();
    await episode.run(person);
    for (const name of Object.keys(arranged)) delete arranged[name];
    if (episode.arranged && episode.place !== 'last') {
      await person.page.evaluate('for (const name in window.arranged) delete window.arranged[name]').catch(() => {});
    }
    await person.read(500);
  } catch (error) {
    throw new Error(`[corpus] episode "${episode.name}" could not be driven: ${String(error)}`);
  }
}

/** By a link that can be seen, as people do, else by its address. */
async function walkTo(person: Person, path: string): Promise<void> {
  const link = `a[href="${path}"]:not([target]):visible`;
  const linked = person.path !== '' && (await person.page.locator(link).count()) > 0;
  if (linked) await person.follow(link);
  else await person.goto(path);
}

function plainTabs({ rrweb }: Logs): Visit['tabs'] {
  return [...rrweb].map(([tab, events]) => ({
    tab: `tab-${tab}`,
    events: events.toSorted((a, b) => a.timestamp - b.timestamp),
  }));
}
