import type { AssetsPayload, RecordedEvent, SessionDetail, SessionList } from '@falter/wire';
import { assetsReferred, PLUGIN } from '@falter/wire';
import type { Browser, Page, Response } from 'playwright-core';
import { ADMIN_TOKEN, type FalterProcess, until, WRITE_KEY } from '../../falter-process.ts';
import { putHandOn } from '../../hand.ts';
import { differingShare, type Region } from './pixels.ts';
import { openSite, type Site } from './site.ts';

const WINDOW = { width: 1_000, height: 700 };
/** A page without such a name tells of no files; a sheet is sent for its text. */
const FILE_NAME = /\.(?:png|svg|ttf)\b/;

const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };

/** A page as a visitor saw it, its session, and what of it is not compared. */
interface Seen {
  path: string;
  shot: Buffer;
  left: Region[];
  session: string;
}

export interface Compared {
  path: string;
  /** Of all pixels. */
  difference: number;
  /** Requests of the replay that went anywhere but to Falter. */
  foreign: string[];
}

/** What a visitor does on a page before it is looked at, by its path. */
export type Acts = Readonly<Record<string, (page: Page) => Promise<void>>>;

interface Visited {
  files: Parameters<typeof openSite>[0];
  paths: readonly string[];
  acts?: Acts;
}

/** Visits each page with the built snippet, switches the site off, and compares each replay in the built viewer with what was seen. */
export async function replayedOffline(
  falter: FalterProcess,
  browser: Browser,
  { files, paths, acts = {} }: Visited,
): Promise<Compared[]> {
  const tag = `<script async src="${falter.url}/falter.js" data-key="${WRITE_KEY}"></script>`;
  const site = await openSite(files, tag);
  const seen: Seen[] = [];
  try {
    for (const path of paths)
      seen.push(
        await visit(falter, browser, {
          site,
          path,
          act: acts[path],
          namesFiles: FILE_NAME.test(String(files[path]?.body)),
        }),
      );
  } finally {
    await site.close();
  }
  const compared: Compared[] = [];
  for (const one of seen) compared.push(await replay(falter, browser, one));
  return compared;
}

/** Stays until all that the page named is stored, and tells which session it was. */
async function visit(
  falter: FalterProcess,
  browser: Browser,
  { site, path, act, namesFiles }: { site: Site; path: string; act: Acts[string] | undefined; namesFiles: boolean },
): Promise<Seen> {
  const context = await browser.newContext({ viewport: WINDOW });
  const page = await context.newPage();
  putHandOn(page);
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/v1/batch') && answer.ok());
  await page.goto(`${site.origin}${path}`, { waitUntil: 'load' });
  await page.evaluate(() => document.fonts.ready);
  await answered;
  if (act) await acted(page, act);
  const shot = await page.screenshot();
  const left = await page
    .locator('[data-left-out]')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as Region));
  const entry = `${site.origin}${path}`;
  const session = await until(
    () => sessionAt(falter, entry),
    (id) => id !== '',
    60_000,
  );
  if (namesFiles) {
    await until(
      () => lacking(falter, session),
      (lacks) => lacks !== undefined && lacks.length === 0,
      30_000,
    ).catch(() => process.stderr.write(`not all that ${path} named was stored after 30 s\n`));
  }
  await context.close();
  return { path, shot, left, session };
}

/** Does something on a page, and stays until the page has sent it; one whose changes were sent already sends nothing more. */
async function acted(page: Page, act: Acts[string]): Promise<void> {
  await act(page);
  await page.waitForTimeout(500);
  const isTaken = (answer: Response): boolean => answer.url().endsWith('/v1/batch') && answer.ok();
  await page.waitForResponse(isTaken, { timeout: 8_000 }).catch(() => undefined);
}

async function sessionAt(falter: FalterProcess, entry: string): Promise<string> {
  const { sessions } = await falter.get<SessionList>('/api/v1/sessions');
  return sessions.find(({ entryUrl }) => entryUrl === entry)?.id ?? '';
}

/** Hashes that the recording names and the store lacks; undefined while the page has not told of its files. */
async function lacking(falter: FalterProcess, session: string): Promise<string[] | undefined> {
  const { tabs } = await falter.get<SessionDetail>(`/api/v1/sessions/${session}`);
  const place = `${falter.url}/api/v1/sessions/${session}/recording?assets=references&tab=${tabs[0]?.id}`;
  const lines = (await (await fetch(place, { headers })).text()).split('\n').filter(Boolean);
  const notes = lines.filter((line) => line.includes(`"${PLUGIN.asset}"`));
  if (notes.length === 0) return undefined;
  const named = notes.flatMap((line) => ((JSON.parse(line) as RecordedEvent).data.payload as AssetsPayload).assets);
  const hashes = new Set([
    ...lines.flatMap((line) => [...assetsReferred(line)]),
    ...named.flatMap(({ hash }) => hash || []),
  ]);
  const answers = await Promise.all(
    [...hashes].map(async (hash) => {
      const { status } = await fetch(`${falter.url}/api/v1/assets/${hash}`, { method: 'HEAD', headers });
      return status === 200 ? [] : [hash];
    }),
  );
  return answers.flat();
}

async function replay(falter: FalterProcess, browser: Browser, { path, shot, left, session }: Seen): Promise<Compared> {
  const context = await browser.newContext({ viewport: { width: 1_500, height: 1_100 }, extraHTTPHeaders: headers });
  const page = await context.newPage();
  const foreign: string[] = [];
  const settled = whenSettled(page);
  page.on('request', (request) => {
    if (!request.url().startsWith(`${falter.url}/`) && !/^(?:data|blob|about):/.test(request.url()))
      foreign.push(request.url());
  });
  await page.goto(`${falter.url}/sessions/${session}?at=${Number.MAX_SAFE_INTEGER}`);
  await page.locator('[data-testid=player][data-state=paused]').waitFor();
  await asItWas(page);
  await settled();
  const replayed = await page.screenshot({ clip: { x: 0, y: 0, ...WINDOW } });
  await context.close();
  const difference = await differingShare(browser, [shot, replayed], left);
  process.stderr.write(
    `${path}: ${(100 * difference).toFixed(2)} % of the pixels differ offline, ${foreign.length} foreign requests ${foreign.join(' ')}\n`,
  );
  return { path, difference, foreign };
}

/** How long nothing may be under way before all pictures of a page are there: those of style sheets tell nobody that they came. */
const SETTLED_MS = 500;

/** To be asked before a page is opened; what it gives resolves once nothing was under way for a while. */
function whenSettled(page: Page): () => Promise<void> {
  let underWay = 0;
  let last = Date.now();
  const count = (by: number) => () => {
    underWay += by;
    last = Date.now();
  };
  page.on('request', count(1));
  page.on('requestfinished', count(-1));
  page.on('requestfailed', count(-1));
  return async () => {
    await until(
      () => Promise.resolve(underWay === 0 && Date.now() - last > SETTLED_MS),
      (is) => is,
      30_000,
    );
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  };
}

/** The recorded page alone, at its own size, when its pictures and fonts are there. */
async function asItWas(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = document.querySelector<HTMLIFrameElement>('[data-testid=stage] iframe');
    const replay = frame?.contentDocument;
    if (!frame || !replay) throw new Error('no replay');
    for (let around = frame.parentElement; around; around = around.parentElement) {
      around.style.cssText +=
        ';transform:none !important;overflow:visible !important;contain:none !important;filter:none !important';
    }
    frame.style.cssText +=
      ';position:fixed !important;inset:0 !important;z-index:2147483647 !important;border:0 !important;background:#fff';
    replay.querySelector('.replayer-mouse')?.remove();
    const recorded = replay.querySelector('iframe')?.contentDocument;
    await recorded?.fonts.ready;
    const images = [...(recorded?.images ?? [])];
    await Promise.all(images.map((image) => image.decode().catch(() => {})));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}
