import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeViolations } from './testing/test-axe.ts';
import { launchBrowser } from './testing/test-browser.ts';
import { PART_LINES } from './testing/test-parts.ts';
import { IDLE_MS, recordVisit, type Visit } from './testing/test-recording.ts';
import { recordedPage } from './testing/test-replay.ts';
import { startServer, type TestServer } from './testing/test-server.ts';
import { SESSION, shopWorld, TAB, worldOf } from './testing/test-sessions.ts';

let browser: Browser;
let server: TestServer;
let page: Page;
let visit: Visit;
let start = 0;
let requests: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  visit = await recordVisit(browser);
  start = visit.events[0]?.timestamp ?? 0;
});

afterAll(async () => {
  await browser.close();
  server.close();
});

beforeEach(async () => {
  server.worlds = new Map([[SESSION, shopWorld(visit)]]);
  requests = [];
  await openPage({});
});

/** In every test: no error on the page, and not one request to anybody but the viewer's own server. */
afterEach(async () => {
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
  expect(requests.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:'))).toEqual([]);
});

async function openPage(options: Parameters<Browser['newContext']>[0]): Promise<void> {
  await page?.context().close();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
}

const player = (): Locator => page.getByTestId('player');
const frame = (): FrameLocator => recordedPage(page);
const basket = (): Promise<string | null> => frame().locator('#basket').textContent();
const heading = (): Promise<string | null> => frame().locator('h1').textContent();
const at = async (): Promise<number> => Number(await player().getAttribute('data-at'));
const reaches = (state: string): Promise<void> =>
  player()
    .and(page.locator(`[data-state=${state}]`))
    .waitFor();

async function open(query = '', state = 'paused'): Promise<void> {
  await page.goto(`${server.url}/sessions/${SESSION}${query}`);
  await reaches(state);
}

/** The answer to the n-th click is in the recording a little after it. */
function afterAdd(n: number): number {
  return (visit.adds[n - 1] ?? Number.NaN) - start + 400;
}

describe('opening a session', () => {
  it('shows exactly the frame of the first finding, standing, without a click', async () => {
    await open();
    expect(await at()).toBe((visit.adds[0] ?? 0) - start);
    expect(await basket()).toBe('Basket: 0');
    expect(await page.getByTestId('click').count()).toBe(1);
    expect(new URL(page.url()).search).toBe('');
  });

  it.each([1, 2, 3])('at a moment after click %i shows what the visitor saw then', async (n) => {
    await open(`?at=${afterAdd(n)}`);
    expect(await at()).toBe(afterAdd(n));
    expect(await basket()).toBe(`Basket: ${n}`);
    expect(await page.getByTestId('readout').textContent()).toContain(
      `.${String(afterAdd(n) % 1000).padStart(3, '0')}`,
    );
  });

  it('in the second document of the tab shows that one', async () => {
    await open(`?at=${(visit.pays[0] ?? 0) - start}`);
    expect(await heading()).toBe('Checkout');
    expect(await frame().locator('#error').textContent()).toBe('The name looks wrong');
    expect(await page.getByTestId('address').textContent()).toBe(`${visit.shop}/checkout`);
  });

  it('shows the last frame before the second document one millisecond before it', async () => {
    const snapshot = visit.events.findLast((event) => event.type === 2)?.timestamp ?? 0;
    await open(`?at=${snapshot - start - 1}`);
    expect(await heading()).toBe('Teas');
    expect(await basket()).toBe('Basket: 3');
    await page.goto(`${server.url}/sessions/${SESSION}?at=${snapshot - start}`);
    await reaches('paused');
    expect(await heading()).toBe('Checkout');
  });

  it('at the very start shows the first frame', async () => {
    await open('?at=0');
    expect(await at()).toBe(0);
    expect(await basket()).toBe('Basket: 0');
  });

  it('beyond the end stands at the end', async () => {
    await open('?at=999999999');
    expect(await at()).toBe((visit.events.at(-1)?.timestamp ?? 0) - start);
    expect(await heading()).toBe('Checkout');
  });
});

describe('moving', () => {
  it('to and fro gives the same frame for the same moment', async () => {
    await open(`?at=${afterAdd(1)}`);
    const scrubber = page.getByTestId('scrubber');
    for (const n of [3, 1, 2, 3, 2, 1]) {
      await scrubber.fill(String(afterAdd(n)));
      await expect.poll(basket).toBe(`Basket: ${n}`);
      await scrubber.fill(String((visit.pays[1] ?? 0) - start));
      await expect.poll(heading).toBe('Checkout');
    }
  });

  it('going on from a moment within the way of the mouse applies nothing twice', async () => {
    const [added = 0] = visit.adds;
    const [from, until] = [added - 50, added + 400];
    const positions = [from, until].map((time) => ({ x: 9, y: 9, id: 1, timeOffset: time - until }));
    const move = { type: 3, timestamp: until, data: { source: 1, positions } };
    withEvents([...visit.events, move].toSorted((a, b) => a.timestamp - b.timestamp));
    await open(`?at=${until - start}`);
    await page.getByTestId('scrubber').fill(String(until - start + 10));
    await expect.poll(at).toBe(until - start + 10);
    expect(await basket()).toBe('Basket: 1');
    expect(await page.getByTestId('notice-drift').count()).toBe(0);
  });

  it('with n and p goes from finding to finding and says so in the address', async () => {
    await open();
    const [rage, dead] = server.worlds.get(SESSION)?.findings ?? [];
    await page.keyboard.press('n');
    await page.waitForURL(`**/sessions/${SESSION}?at=${rage?.at}`);
    await expect.poll(at).toBe(rage?.at);
    expect(await heading()).toBe('Checkout');
    expect(await page.locator('[data-finding=finding-rage]').getAttribute('aria-current')).toBe('true');
    await page.keyboard.press('p');
    await page.waitForURL(`**/sessions/${SESSION}?at=${dead?.at}`);
    await expect.poll(at).toBe(dead?.at);
    expect(await heading()).toBe('Teas');
    await page.keyboard.press('p');
    expect(await at()).toBe(dead?.at);
  });

  it('with arrows goes five seconds, with dot and comma one change', async () => {
    await open(`?at=${afterAdd(1)}`);
    const before = await at();
    await page.keyboard.press('ArrowRight');
    await expect.poll(at).toBe(before + 5_000);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(at).toBe(before);
    await page.keyboard.press('.');
    await expect.poll(at).toBeGreaterThan(before);
    const next = await at();
    expect(visit.events.some((event) => event.timestamp - start === next)).toBe(true);
    await page.keyboard.press(',');
    await expect.poll(at).toBeLessThanOrEqual(before);
    await page.keyboard.press('Home');
    await expect.poll(at).toBe(0);
    await page.keyboard.press('End');
    await expect.poll(at).toBe((visit.events.at(-1)?.timestamp ?? 0) - start);
  });

  it('by the panel leads to the finding, to its steps and to pages', async () => {
    await open();
    const panel = page.getByTestId('why-flagged');
    expect(await panel.getByTestId('finding-why').allTextContents()).toEqual([
      'A click on "Add to basket" had no effect.',
      'The visitor clicked button "Pay now" 3 times within 2 s and nothing happened.',
    ]);
    await page.locator('[data-finding=finding-rage]').getByTestId('finding-jump').click();
    await expect.poll(heading).toBe('Checkout');
    await page.locator('[data-finding=finding-rage]').getByTestId('evidence').nth(2).click();
    await expect.poll(at).toBe((visit.pays[2] ?? 0) - start);
    await page.keyboard.press('5');
    await page.getByTestId('page-view').first().click();
    await expect.poll(at).toBe(0);
    await page.getByTestId('finding-mark').last().click();
    await expect.poll(at).toBe((visit.pays[0] ?? 0) - start);
  });

  it('to a step says at which one it stands, and the finding stays open', async () => {
    const world = server.worlds.get(SESSION);
    const rage = world?.findings.find(({ id }) => id === 'finding-rage');
    rage?.evidence.unshift({ kind: 'input', at: visit.checkoutAt, text: 'the page opened' });
    await open(`?at=${rage?.at}`);
    const steps = page.locator('[data-finding=finding-rage]').getByTestId('evidence');
    await steps.first().click();
    await expect.poll(at).toBe(visit.checkoutAt - start);
    expect(await steps.first().isVisible()).toBe(true);
    expect(await steps.first().getAttribute('aria-current')).toBe('step');
    await steps.nth(2).click();
    await expect.poll(at).toBe((visit.pays[1] ?? 0) - start);
    expect(await steps.first().getAttribute('aria-current')).toBe(null);
    expect(await steps.nth(2).getAttribute('aria-current')).toBe('step');
  });

  it('by back and forward of the browser follows the address', async () => {
    await open(`?at=${afterAdd(1)}`);
    await page.evaluate((to) => history.pushState(null, '', to), `/sessions/${SESSION}?at=${afterAdd(3)}`);
    await page.goBack();
    await page.goForward();
    await expect.poll(basket).toBe('Basket: 3');
  });

  it('by back and forward goes between sessions, each at its own moment', async () => {
    const other = 'session-two-bbbbbbbb';
    server.worlds.set(other, shopWorld(visit));
    await open(`?at=${afterAdd(1)}`);
    const go = (how: 'pushState' | 'back' | 'forward', path = ''): Promise<void> =>
      page.evaluate(
        ([step, to]) => {
          if (step !== 'pushState') return history[step]();
          history.pushState(null, '', to);
          dispatchEvent(new PopStateEvent('popstate'));
        },
        [how, path] as const,
      );
    await go('pushState', `/sessions/${other}?at=${afterAdd(3)}`);
    await expect
      .poll(() =>
        page
          .locator('iframe')
          .count()
          .then((count) => (count === 1 ? basket() : '')),
      )
      .toBe('Basket: 3');
    await go('back');
    await expect.poll(at).toBe(afterAdd(1));
    await expect
      .poll(() =>
        page
          .locator('iframe')
          .count()
          .then((count) => (count === 1 ? basket() : '')),
      )
      .toBe('Basket: 1');
    expect(new URL(page.url()).pathname).toBe(`/sessions/${SESSION}`);
    await go('forward');
    await expect.poll(at).toBe(afterAdd(3));
    expect(new URL(page.url()).pathname).toBe(`/sessions/${other}`);
  });

  it('hands on a link to the moment', async () => {
    await open(`?at=${afterAdd(2)}`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByTestId('copy-link').click();
    await page.getByText('Link copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  });
});

describe('playing', () => {
  it('advances, shows what follows and stands when told to', async () => {
    await open(`?at=${afterAdd(1)}`);
    await page.keyboard.press('Space');
    await reaches('playing');
    await expect.poll(basket, { timeout: 10_000 }).toBe('Basket: 2');
    await page.getByTestId('play').click();
    await reaches('paused');
    const stopped = await at();
    expect(stopped).toBeGreaterThan(afterAdd(1));
    expect(await at()).toBe(stopped);
    await page.waitForURL(`**?at=${stopped}`);
  });

  it.each(['finding-jump', 'evidence', 'page-view', 'finding-mark', 'next-finding'])(
    'begins with Space after a click on a %s',
    async (name) => {
      await open(name === 'page-view' ? '?panel=pages' : '');
      await page.getByTestId(name).first().click();
      await reaches('paused');
      await page.keyboard.press('Space');
      await reaches('playing');
    },
  );

  it('begins with Space after a finding was chosen by keys, which leaves the focus where it is', async () => {
    await open();
    const finding = page.getByTestId('finding-jump').last();
    await finding.press('Enter');
    await expect.poll(heading).toBe('Checkout');
    expect(await finding.evaluate((card) => card === document.activeElement)).toBe(true);
    await page.keyboard.press('Space');
    await reaches('playing');
  });

  it('leaves Space to a button that was reached by keys', async () => {
    await open('?panel=pages');
    await page.getByTestId('page-view').last().press('Space');
    await expect.poll(at).toBe(visit.checkoutAt - start);
    await reaches('paused');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('page-view');
  });

  it('skips what is quiet, and does not where one went on purpose', async () => {
    await open(`?at=${afterAdd(3)}`);
    await page.getByTestId('speed').selectOption('16');
    await page.getByTestId('play').click();
    await page.getByTestId('skipped').waitFor({ state: 'attached' });
    await expect.poll(at).toBeGreaterThan(afterAdd(3) + IDLE_MS / 2);
    await page.getByTestId('play').click();
    await page.getByTestId('speed').selectOption('1');
    const middle = afterAdd(3) + IDLE_MS / 2;
    await page.getByTestId('scrubber').fill(String(middle));
    await page.getByTestId('play').click();
    await expect.poll(at).toBeGreaterThan(middle);
    expect(await at()).toBeLessThan(middle + 6_000);
    expect(await page.getByTestId('skipped').count()).toBe(0);
  });

  it('ends at the end and begins anew from there', async () => {
    await open(`?at=${(visit.pays[2] ?? 0) - start}`);
    await page.getByTestId('speed').selectOption('16');
    await page.getByTestId('play').click();
    await reaches('ended');
    expect(await at()).toBe((visit.events.at(-1)?.timestamp ?? 0) - start);
    // At 16x the first page is over within a blink, which a slow machine can miss.
    await page.getByTestId('speed').selectOption('0.5');
    await page.getByTestId('play').click();
    await reaches('playing');
    await expect.poll(heading).toBe('Teas');
  });

  it('can be moved while it plays, forwards and backwards', async () => {
    await open(`?at=${afterAdd(1)}`);
    await page.keyboard.press('Space');
    await page.keyboard.press('n');
    await expect.poll(heading).toBe('Checkout');
    await reaches('paused');
    await page.keyboard.press('Space');
    await page.getByTestId('scrubber').fill(String(afterAdd(2)));
    await expect.poll(basket).toBe('Basket: 2');
    await reaches('playing');
  });
});

describe('a session that is not whole', () => {
  it.each<[string, () => void, string, string]>([
    ['without events', () => withEvents([]), 'failed', 'fewer than two events'],
    ['with one event', () => withEvents(visit.events.slice(0, 1)), 'failed', 'fewer than two events'],
    ['without a snapshot', () => withEvents(visit.events.filter(({ type }) => type !== 2)), 'failed', 'no snapshot'],
    ['whose recording is gone', () => withDetail({ recording: false }), 'failed', 'deleted when its time was over'],
    ['without a tab', () => withDetail({ tabs: [] }), 'failed', 'has arrived so far'],
    ['whose tab the store does not have', () => withRecordings({}), 'failed', 'no recording of this session'],
  ])('%s says so', async (_, damage, state, says) => {
    damage();
    await open('', state);
    expect(await page.getByTestId('replay-failed').textContent()).toContain(says);
    expect(await page.getByTestId('finding').count()).toBe(2);
  });

  it('plays what is left of a damaged recording and tells how much is not', async () => {
    const lines = visit.events.map((event) => JSON.stringify(event));
    withRecordings({ [TAB]: ['not json', '{"type":3}', ...lines.slice(0, 5), 'null', ...lines.slice(5)] });
    await open(`?at=${afterAdd(2)}`);
    expect(await basket()).toBe('Basket: 2');
    expect(await page.getByTestId('notice-malformed').textContent()).toContain('3 damaged events');
  });

  it('names what is missing and what is never recorded', async () => {
    withDetail({ gaps: 2, dropped: 7, closed: false });
    await open();
    const losses = await page.getByTestId('notice-losses').textContent();
    for (const sum of ['2 batches', '7 events']) expect(losses).toContain(sum);
    // As it is read on: what a later part has is known a little later.
    for (const id of ['canvas', 'masked', 'processing']) await page.getByTestId(`notice-${id}`).waitFor();
  });

  it('of which a snapshot cannot be built is told of, not thrown', async () => {
    const last = visit.events.findLastIndex((event) => event.type === 2);
    const damaged = structuredClone(visit.events);
    const html = { type: 2, tagName: 'html', attributes: {}, childNodes: [] };
    const snapshot = damaged[last];
    if (snapshot !== undefined) snapshot.data.node.childNodes = [2, 3].map((id) => ({ ...html, id }));
    withEvents(damaged);
    await open();
    expect(await heading()).toBe('Teas');
    await page.keyboard.press('n');
    await reaches('failed');
    expect(await page.getByTestId('replay-failed').textContent()).toContain('damaged');
    await page.keyboard.press('p');
    await reaches('paused');
    expect(await heading()).toBe('Teas');
  });

  it('that does not exist has a page of its own', async () => {
    await page.goto(`${server.url}/sessions/nobody`);
    await page.getByTestId('session-error').waitFor();
    expect(await page.getByTestId('session-error').textContent()).toContain('There is no session with this id');
  });

  it('that still runs grows while one looks at it, and is followed from its end', async () => {
    const early = visit.events.filter((event) => event.timestamp < visit.checkoutAt).length;
    // What is stored stays as it is: whole parts.
    const upTo = visit.events.slice(0, Math.floor(early / PART_LINES) * PART_LINES);
    const growing = worldOf(upTo, { closed: false, live: true });
    server.worlds.set(SESSION, growing);
    await open(`?at=${afterAdd(2)}`);
    await page.evaluate(() =>
      document.querySelector('iframe')?.contentDocument?.querySelector('iframe')?.setAttribute('data-kept', 'yes'),
    );
    const grown = shopWorld(visit);
    Object.assign(grown.detail, { closed: false, live: true, startedAt: growing.detail.startedAt });
    server.worlds.set(SESSION, grown);
    const end = String(grown.detail.durationMs);
    await expect.poll(() => page.getByTestId('scrubber').getAttribute('max')).toBe(end);
    // What arrives while somebody watches leaves the frame alone, and the replay is not built anew.
    expect(await basket()).toBe('Basket: 2');
    await page.keyboard.press('n');
    await expect.poll(heading).toBe('Checkout');
    expect(await page.frameLocator('iframe').locator('iframe').getAttribute('data-kept')).toBe('yes');
    await page.keyboard.press('End');
    await page.getByTestId('play').click();
    // At the end of what is there one waits for more.
    await reaches('playing');
    await page.locator('[data-testid=waiting][data-live=true]').waitFor();
    Object.assign(grown.detail, { closed: true, live: false });
    await reaches('ended');
  });
});

describe('several tabs', () => {
  it('share the clock, and a finding leads to its own', async () => {
    const world = shopWorld(visit);
    const other = 'tab-two-bbbbbbbbbb';
    const early = visit.events.filter((event) => event.timestamp < visit.checkoutAt);
    const late = visit.events.filter((event) => event.timestamp >= visit.checkoutAt);
    const lines = (events: Visit['events']): string[] => events.map((event) => JSON.stringify(event));
    world.recordings = { [TAB]: lines(early), [other]: lines(late) };
    world.detail.tabs = [
      { id: TAB, batches: 1, events: early.length, bytes: 1 },
      { id: other, batches: 1, events: late.length, bytes: 1 },
    ];
    for (const finding of world.findings) if (finding.id === 'finding-rage') finding.tab = other;
    for (const view of world.detail.pageViews) if (view.title === 'Checkout') view.tab = other;
    world.detail.tabs.reverse();
    server.worlds.set(SESSION, world);
    await open();
    expect(await page.getByTestId('tab').count()).toBe(2);
    const began = (url: string): string => {
      const view = world.detail.pageViews.find((page) => page.url.endsWith(url));
      return new Date(start + (view?.at ?? Number.NaN)).toTimeString().slice(0, 5);
    };
    expect(await page.getByTestId('tab').allTextContents()).toEqual([
      `1Low Tide Tea${began('/')}`,
      `2Checkout${began('/checkout')}`,
    ]);
    expect(await page.locator(`[data-tab="${TAB}"]`).getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('n');
    await expect.poll(heading).toBe('Checkout');
    await page.waitForURL(`**?at=*&tab=${other}`);
    await page.reload();
    await reaches('paused');
    expect(await heading()).toBe('Checkout');
    expect(await page.locator('[data-finding=finding-rage]').getAttribute('aria-current')).toBe('true');
    await page.locator(`[data-tab="${TAB}"]`).click();
    await page.locator(`[data-tab="${TAB}"][aria-pressed=true]`).waitFor();
    // The same moment in the other tab: what was found is not what one looks at.
    await expect.poll(() => page.locator('[data-finding=finding-rage]').getAttribute('aria-current')).toBe('false');
    expect(await page.locator('[data-testid=finding-mark][data-selected=true]').count()).toBe(0);
    await page.locator(`[data-tab="${other}"]`).click();
    await expect.poll(heading).toBe('Checkout');
    await page.getByTestId('scrubber').fill('0');
    await page.getByTestId('not-open-yet').waitFor();
    await page.locator(`[data-tab="${TAB}"]`).click();
    await expect.poll(basket).toBe('Basket: 0');
  });
});

describe('the session page', () => {
  it('has its keys on a sheet, and keeps focus and keys out of the recorded page', async () => {
    await open();
    await page.keyboard.press('?');
    await page.getByTestId('help').and(page.locator('[open]')).waitFor();
    await page.keyboard.press('Escape');
    for (let tabs = 0; tabs < 40; tabs++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('IFRAME');
    }
  });

  it('names the facts and how the score comes about', async () => {
    await open('?panel=person');
    const facts = await page.getByTestId('facts').textContent();
    for (const fact of ['Chrome 153', 'Linux', 'desktop', '1100 × 720', 'en-GB']) expect(facts).toContain(fact);
    expect(await page.getByTestId('score-parts').textContent()).toContain('Score 58 of 100');
    expect(await page.getByTestId('score-parts').textContent()).toContain('Rage click');
  });

  it('fits the whole recorded window, from 320 px on', async () => {
    for (const size of [
      { width: 320, height: 640 },
      { width: 1280, height: 800 },
    ]) {
      await page.setViewportSize(size);
      await open();
      const box = await page.locator('iframe').boundingBox();
      expect(box?.width).toBeLessThanOrEqual(size.width);
      expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1100 / 720, 1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    }
  });

  it.each(['light', 'dark'] as const)('has nothing for axe to complain about in %s', async (colorScheme) => {
    await openPage({ colorScheme });
    await open();
    expect(await axeViolations(page)).toEqual([]);
    withDetail({ recording: false, gaps: 1 });
    await open('', 'failed');
    expect(await axeViolations(page)).toEqual([]);
  });
});

function withEvents(events: Visit['events']): void {
  withRecordings({ [TAB]: events.map((event) => JSON.stringify(event)) });
}

function withRecordings(recordings: Record<string, string[]>): void {
  const world = server.worlds.get(SESSION);
  if (world !== undefined) world.recordings = recordings;
}

function withDetail(part: Partial<ReturnType<typeof worldOf>['detail']>): void {
  const world = server.worlds.get(SESSION);
  if (world !== undefined) Object.assign(world.detail, part);
}
