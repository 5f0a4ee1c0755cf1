import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeViolations } from './testing/test-axe.ts';
import { launchBrowser } from './testing/test-browser.ts';
import { startServer, type TestServer } from './testing/test-server.ts';
import { sessionRow } from './testing/test-sessions.ts';

let browser: Browser;
let server: TestServer;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
});

afterAll(async () => {
  await browser.close();
  server.close();
});

beforeEach(async () => {
  server.rows = rows(60);
  server.queries = [];
  server.broken = null;
  server.open = true;
  await openPage({});
});

afterEach(async () => {
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

async function openPage(options: Parameters<Browser['newContext']>[0]): Promise<void> {
  await page?.context().close();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
}

/** Sessions a minute apart, newest first; every third has a rage click, every fourth is a bot. */
function rows(count: number, prefix = 'session'): TestServer['rows'] {
  return Array.from({ length: count }, (_, index) =>
    sessionRow({
      id: `${prefix}-${index}`,
      startedAt: new Date(Date.now() - (index + 1) * 60_000).toISOString(),
      entryUrl: `https://shop.example/page-${index}`,
      score: (index * 7) % 100,
      bot: index % 4 === 3,
      live: index === 0,
      findings: index % 3 === 0 ? [{ signal: 'rage-click', count: 1 + index }] : [],
    }),
  );
}

const row = (id: string): ReturnType<Page['locator']> => page.locator(`[data-session="${id}"]`);
const allRows = (): ReturnType<Page['locator']> => page.getByTestId('session-row');

async function openList(path = '/sessions'): Promise<void> {
  await page.goto(server.url + path);
  await allRows().first().waitFor();
}

describe('the session list', () => {
  it('is what one comes to, and its rows say what one needs to choose', async () => {
    await openList('/');
    expect(new URL(page.url()).pathname).toBe('/sessions');
    const first = row('session-0');
    expect(await first.textContent()).toContain('shop.example/page-0');
    expect(await first.textContent()).toContain('Rage click');
    expect(await first.textContent()).toContain('×1');
    expect(await first.textContent()).toContain('Chrome 153');
    expect(await first.getByTestId('live-badge').count()).toBe(1);
    expect(await row('session-3').getByTestId('bot-badge').count()).toBe(1);
    expect(await first.locator('time').getAttribute('title')).toContain('20');
    expect(await first.locator('a').getAttribute('href')).toBe('/sessions/session-0');
  });

  it('tells what was imported from visits of today', async () => {
    const imported = { browser: 'Imported recording', bot: true, startedAt: '2023-12-02T12:00:00.000Z' };
    const dateless = { ...imported, id: 'dateless', startedAt: '1970-01-01T00:00:05.000Z' };
    server.rows = [sessionRow({ ...imported, id: 'imported' }), sessionRow(dateless), ...rows(4)];
    await openList();
    expect(await row('imported').getByTestId('imported-badge').textContent()).toBe('Imported');
    expect(await row('imported').getByTestId('bot-badge').count()).toBe(0);
    expect(await row('imported').locator('time').textContent()).toMatch(/^came \d+ (s|min) agorecorded Dec 2, 2023$/);
    expect(await row('dateless').locator('time').textContent()).toMatch(/recorded: no date$/);
    expect(await row('session-0').getByTestId('imported-badge').count()).toBe(0);
    expect(await row('session-3').getByTestId('bot-badge').count()).toBe(1);
    const time = await row('imported')
      .locator('time')
      .evaluate((told) => [told.scrollWidth, told.clientWidth]);
    expect(time[0], 'nothing of the date is cut off').toBeLessThanOrEqual(time[1] ?? 0);
    await openPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
    await openList();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('shows the heaviest signals of a row, and names the others: rows stay of one height', async () => {
    const names = ['js-error', 'failed-request', 'error-click', 'error-message', 'slow-response', 'rage-click'];
    server.rows = [...rows(1), sessionRow({ id: 'heavy', findings: names.map((signal) => ({ signal, count: 2 })) })];
    await openList();
    const chips = row('heavy').locator('.chip');
    expect(await chips.count()).toBe(4);
    expect(await chips.first().getAttribute('data-signal')).toBe('js-error');
    const more = row('heavy').getByTestId('more-signals');
    expect(await more.textContent()).toMatch(/^\+3and .* ×2, .* ×2, Rage click ×2$/);
    expect(await more.getAttribute('title')).toContain('Rage click ×2');
    expect(await row('session-0').getByTestId('more-signals').count()).toBe(0);
    const height = (id: string) => row(id).evaluate((shown) => shown.getBoundingClientRect().height);
    expect(await height('heavy')).toBeLessThan(2 * (await height('session-0')));
  });

  it('keeps every filter in the address, and reads it from there', async () => {
    await openList();
    await page.getByTestId('filter-signal').selectOption('rage-click');
    await page.getByTestId('filter-score').selectOption('40');
    await page.getByTestId('filter-range').selectOption('24h');
    await page.getByTestId('filter-bots').check();
    await page.getByTestId('sort-score').click();
    await expect
      .poll(() => page.getByTestId('search').inputValue())
      .toBe('signal:rage-click score:>=40 from:24h -is:bot');
    await page.getByTestId('search').press('End');
    await page.getByTestId('search').pressSequentially(' page');
    await expect.poll(() => server.queries.at(-1)?.get('q')).toBe('signal:rage-click score:>=40 -is:bot page');
    const asked = server.queries.at(-1);
    expect(asked?.get('sort')).toBe('score');
    expect(Date.parse(asked?.get('from') ?? '')).toBeLessThan(Date.now());
    await page.reload();
    await allRows().first().waitFor();
    expect(await page.getByTestId('search').inputValue()).toBe('signal:rage-click score:>=40 from:24h -is:bot page');
    expect(await page.getByTestId('filter-range').inputValue()).toBe('24h');
    expect(await page.getByTestId('filter-signal').inputValue()).toBe('rage-click');
    expect(await page.getByTestId('sort-score').getAttribute('aria-pressed')).toBe('true');
    expect(await page.getByTestId('bot-badge').count()).toBe(0);
  });

  it('takes a range of one’s own', async () => {
    await openList();
    await page.getByTestId('filter-range').selectOption('custom');
    await page.getByTestId('filter-from').fill('2026-01-05T10:00');
    await page.getByTestId('filter-from').blur();
    await page.waitForURL('**/sessions?q=from%3A2026-01-0*');
    await expect.poll(() => server.queries.at(-1)?.get('from')).toMatch(/^2026-01-0/);
  });

  it('has one box for everything, which offers what could be meant and says what was not', async () => {
    const values = {
      urls: [],
      errors: [],
      elements: [],
      browsers: ['Firefox'],
      systems: [],
      releases: [],
      attributes: ['plan:gold'],
      tags: ['payment'],
    };
    server.answers.set('GET /search-values', () => values);
    await openList();
    await page.keyboard.press('/');
    await page.keyboard.type('-sig');
    const box = page.getByRole('combobox', { name: 'Search sessions' });
    await page.getByRole('option', { name: /^-signal:/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    const active = await box.getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    await page.keyboard.type('rage');
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await expect.poll(() => server.queries.at(-1)?.get('q')).toBe('-signal:rage-click');
    expect(await page.getByTestId('filter-chip').allTextContents()).toEqual(['Not: Signal Rage click']);
    await page.keyboard.type('pla');
    await page.getByRole('option', { name: /^plan:/ }).waitFor();
    await page.keyboard.type('n:gold sgnal:dead-click');
    await page.getByTestId('search-warning').getByText('There is no field').waitFor();
    await page.getByTestId('did-you-mean').click();
    await expect.poll(() => server.queries.at(-1)?.get('q')).toBe('-signal:rage-click plan:gold signal:dead-click');
    expect(await page.getByTestId('search-warning').count()).toBe(0);
    await page.locator('[data-filter=signal]').first().click();
    await expect.poll(() => page.getByTestId('search').inputValue()).toBe('plan:gold signal:dead-click');
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('says why a row matches and when it was, and shows at once what has just begun', async () => {
    const why = [{ term: 'declined', field: 'error', text: 'Card <b>declined</b>: try another', from: 8, to: 16 }];
    const findings = [
      { signal: 'rage-click', count: 1 },
      { signal: 'js-error', count: 1 },
    ];
    const strip = [
      { signal: 'rage-click', at: 10_000, until: 14_000 },
      { signal: 'js-error', at: 30_000, until: 30_000 },
    ];
    const fresh = { id: 'fresh', processing: true, live: true, entryUrl: '', title: '', browser: '' };
    server.rows = [sessionRow(fresh), sessionRow({ id: 'found', why, findings, strip }), ...rows(3)];
    await openList();
    expect(await row('fresh').textContent()).toContain('Processing');
    expect(await row('fresh').textContent()).toContain('Being looked at');
    const told = row('found').getByTestId('why');
    expect(await told.textContent()).toBe('Error Card <b>declined</b>: try another');
    expect(await told.locator('mark').textContent()).toBe('declined');
    const words = 'Rage click at 0:10, JavaScript error at 0:30';
    expect(await row('found').getByTestId('strip').getAttribute('aria-label')).toBe(words);
    const shapes = row('found').locator('[data-shape]');
    expect(await shapes.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.shape))).toEqual([
      'disc',
      'triangle',
    ]);
    expect(await axeViolations(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/list.png` });
  });

  it('keeps a search by a name, for everybody, and hands on its link', async () => {
    let searches: object[] = [];
    server.answers.set('GET /searches', () => ({ searches }));
    server.answers.set('POST /searches', (body) => {
      searches = [{ ...(body as object), id: 'one', mine: true, by: 'Ada' }];
      return { searches };
    });
    await openList('/sessions?q=score%3A%3E5');
    await page.getByTestId('saved-searches').click();
    await page.getByText('No search is saved yet.').waitFor();
    await page.getByTestId('search-name').fill('Struggling <b>');
    await page.getByTestId('search-shared').check();
    await page.getByTestId('save-search').click();
    const one = page.getByTestId('saved-search');
    expect(await one.textContent()).toBe('Struggling <b>score:>5Shared by Ada');
    expect(searches).toMatchObject([{ search: 'score:>5', sort: 'recent', shared: true }]);
    expect(await axeViolations(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/saved.png` });
    expect(await one.getAttribute('href')).toContain('/sessions?q=score%3A%3E5');
  });

  it('is walked through with the keyboard', async () => {
    await openList();
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('session-search');
    await page.keyboard.type('j?/');
    expect(await page.getByTestId('search').inputValue()).toBe('j?/');
    await page.getByTestId('search').fill('');
    await page.keyboard.press('Escape');
    await page.waitForURL('**/sessions');
    // The list of the search that was taken back must be there: rows that are replaced meanwhile take the focus along.
    await expect.poll(() => server.queries.at(-1)?.get('q') ?? '').toBe('');
    await expect.poll(() => allRows().count()).toBe(50);
    for (const key of ['j', 'ArrowDown', 'j', 'k']) await page.keyboard.press(key);
    expect(await focusedSession()).toBe('session-1');
    await page.keyboard.press('?');
    await page.getByTestId('help').and(page.locator('[open]')).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    expect(await focusedSession()).toBe('session-1');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sessions/session-1');
    await page.goBack();
    await allRows().first().waitFor();
  });

  it('loads on as one comes to its end', async () => {
    await openList();
    expect(await allRows().count()).toBe(50);
    await page.getByTestId('load-more').scrollIntoViewIfNeeded();
    await expect.poll(() => allRows().count()).toBe(60);
    await page.getByText('60 sessions, that is all').waitFor();
  });

  it('shows what comes in at the top without being asked, as long as nobody is at it', async () => {
    await openList();
    server.rows = [...rows(1, 'fresh'), ...server.rows.slice(0, 40)];
    await row('fresh-0').waitFor();
    expect(await allRows().first().getAttribute('data-session')).toBe('fresh-0');
  });

  it('does not jump under somebody who is at it, and renews what is there', async () => {
    await openList();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const before = await row('session-1').boundingBox();
    const [newest = sessionRow({}), ...rest] = server.rows;
    server.rows = [...rows(2, 'fresh'), { ...newest, score: 99 }, ...rest];
    await page.getByTestId('newcomers').waitFor();
    expect(await page.getByTestId('newcomers').textContent()).toBe('2 new sessions');
    expect(await row('fresh-0').count()).toBe(0);
    expect(await row('session-0').locator('.score').textContent()).toContain('99');
    expect((await row('session-1').boundingBox())?.x).toBe(before?.x);
    expect(await focusedSession()).toBe('session-1');
    await page.getByTestId('newcomers').click();
    await row('fresh-0').waitFor();
  });

  it('without any session says how to get one', async () => {
    server.rows = [];
    const nothing = { now: new Date().toISOString(), origins: [], arrived: [], newestSession: null, demoUrl: '' };
    server.answers.set('GET /health/arrivals', () => ({ project: 'default', writeKey: 'the-real-key', ...nothing }));
    await page.goto(`${server.url}/sessions`);
    const tag = await page.getByTestId('site-tag').textContent();
    expect(tag).toBe(`<script async crossorigin src="${server.url}/falter.js" data-key="the-real-key"></script>`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByTestId('copy-tag').click();
    await page.getByText('Tag copied').waitFor();
    expect(await page.getByTestId('demo-offer').count()).toBe(0);
    const demoUrl = 'http://127.0.0.1:4601/';
    server.answers.set('GET /health/arrivals', () => ({ ...nothing, project: 'default', writeKey: 'key', demoUrl }));
    const offer = page.getByRole('link', { name: 'Open the demo shop' });
    await offer.waitFor();
    expect(await offer.getAttribute('href')).toBe(demoUrl);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(tag);
    server.rows = rows(1);
    await row('session-0').waitFor();
  });

  it('without a match offers to clear the filters', async () => {
    await page.goto(`${server.url}/sessions?q=nothing-like-this&sort=score`);
    await page.getByTestId('empty-clear').click();
    await allRows().first().waitFor();
    expect(new URL(page.url()).search).toBe('?sort=score');
  });

  it('says why it cannot be shown, and recovers', async () => {
    server.broken = {
      status: 503,
      name: 'store_unreachable',
      detail: 'The store does not answer. Look at the engine.',
    };
    await page.goto(`${server.url}/sessions`);
    const error = page.getByTestId('list-error');
    await error.waitFor();
    expect(await error.textContent()).toContain('The store does not answer');
    expect(await error.textContent()).toContain('store_unreachable');
    server.broken = null;
    await row('session-0').waitFor();
    server.broken = { status: 503, name: 'store_unreachable', detail: 'The store does not answer.' };
    await page.getByTestId('stale-notice').waitFor();
    expect(await row('session-0').count()).toBe(1);
  });

  it('shows hostile metadata as the text that it is', async () => {
    const entryUrl = '"><img src=x onerror="window.__ran = true">';
    server.rows = [sessionRow({ id: 'evil', entryUrl, title: '\u202eevil<script>window.__ran=true</script>' })];
    await openList();
    expect(await row('evil').textContent()).toContain(entryUrl);
    expect(await page.evaluate(() => '__ran' in window)).toBe(false);
  });
});

describe('signing in', () => {
  beforeEach(() => {
    server.open = false;
  });

  it('is asked for where one wants to go, refuses what is wrong and then leads there', async () => {
    await page.goto(`${server.url}/sessions?sort=score`);
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('login');
    await page.keyboard.type('ada');
    await page.keyboard.press('Tab');
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('Login and password do not belong together').waitFor();
    await page.getByTestId('password').fill('the-right-password');
    await page.keyboard.press('Enter');
    await allRows().first().waitFor();
    expect(page.url()).toBe(`${server.url}/sessions?sort=score`);
  });

  it('ends by the menu of who is signed in, which the keyboard opens and closes', async () => {
    server.open = true;
    await openList();
    await page.getByTestId('user-menu').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('sign-out').waitFor();
    expect(await page.getByTestId('user-name').textContent()).toBe('Ada');
    await page.keyboard.press('Escape');
    await page.getByTestId('sign-out').waitFor({ state: 'hidden' });
    server.open = false;
    await page.getByTestId('user-menu').click();
    await page.getByTestId('sign-out').click();
    await page.getByTestId('sign-in-page').waitFor();
    expect(await allRows().count()).toBe(0);
  });

  it('by the admin token stands below, for who runs the machine', async () => {
    await page.goto(`${server.url}/sign-in`);
    expect(await page.getByTestId('token').isVisible()).toBe(false);
    await page.getByText('Sign in with the admin token').click();
    await page.getByTestId('token').fill('wrong');
    await page.getByTestId('sign-in-token').click();
    await page.getByText('Falter does not know this token').waitFor();
    await page.getByTestId('token').fill(' the-admin-token ');
    await page.keyboard.press('Enter');
    await allRows().first().waitFor();
    expect(page.url()).toBe(`${server.url}/sessions`);
  });
});

describe('the shell', () => {
  it('can be skipped: the first stop of the keyboard leads to what the page is about', async () => {
    await openList();
    await page.keyboard.press('Tab');
    const skip = page.getByTestId('skip-link');
    expect(await skip.evaluate((element) => element === document.activeElement)).toBe(true);
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  });

  it('has a page for what does not exist', async () => {
    await page.goto(`${server.url}/sessions/a/b`);
    await page.getByTestId('unknown-page').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it.each([
    ['a page', 'settings-page'],
    ['a section of the settings', 'account-section'],
  ])('says so when the file of %s is gone since an update, and what to do', async (_, file) => {
    const isFile = (url: URL): boolean => url.pathname.startsWith(`/assets/${file}-`) && url.pathname.endsWith('.js');
    await page.route(isFile, (asked) => asked.fulfill({ status: 404 }));
    await openList();
    await page.getByTestId('user-menu').click();
    await page.getByTestId('your-account').click();
    await page.getByText('This page could not be loaded').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.unroute(isFile);
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.getByRole('heading', { name: 'Your account', level: 1 }).waitFor();
  });

  it('has a menu whose name begins with what one sees on its button', async () => {
    const ann = { kind: 'user', id: 'user-1', login: 'ann', name: 'Ann of Lee', role: 'support' };
    server.answers.set('GET /me', () => ann);
    await openList();
    const menu = page.getByTestId('user-menu');
    expect(await menu.textContent()).toBe('AL');
    await page.getByRole('button', { name: /^AL\b.*Ann of Lee, support, your account$/ }).waitFor();
    expect(await axeViolations(page, ['label-content-name-mismatch'])).toEqual([]);
    server.answers.delete('GET /me');
  });

  it('asks how Falter is in one turn, however often one comes back while the answer is on its way', async () => {
    const held: (() => Promise<void>)[] = [];
    await page.route('**/api/v1/health*', (route) => {
      held.push(() => route.fulfill({ status: 503, body: '' }));
    });
    await page.clock.install();
    await openList();
    await expect.poll(() => held.length, { timeout: 15_000 }).toBe(1);
    for (let back = 0; back < 3; back++) {
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    }
    await expect.poll(() => held.length, { timeout: 15_000 }).toBe(4);
    await Promise.all(held.splice(0).map((answer) => answer()));
    const passed = async (): Promise<number> => {
      await page.clock.runFor(1_000);
      return held.length;
    };
    await expect.poll(passed, { timeout: 15_000 }).toBeGreaterThan(0);
    await page.clock.runFor(10_000);
    // Whoever asks waits for the answer.
    expect(held).toHaveLength(1);
  });

  it('has a health page that says nothing before it knows', async () => {
    const held: (() => Promise<void>)[] = [];
    const keeping = { guard: null, dropped: [], apart: [], sessions: 0, incomplete: 0 };
    const answers = { refusals: { refusals: [] }, arrivals: { arrived: [] }, keeping };
    await page.route('**/api/v1/health/*', (route) => {
      const asked = new URL(route.request().url()).pathname.split('/').at(-1) as keyof typeof answers;
      held.push(() => route.fulfill({ json: answers[asked] }));
    });
    await page.route('**/api/v1/health', () => {});
    await openList();
    await page.getByTestId('health-strip').click();
    await expect.poll(() => held.length, { timeout: 15_000 }).toBe(3);
    const lists = [page.getByTestId('refusals'), page.getByTestId('came')] as const;
    for (const list of lists) expect(await list.locator('p').textContent()).toBe('Loading …');
    expect(await page.getByTestId('health-part').locator('h2').allTextContents()).toEqual([
      'Recording: Loading …',
      'Detecting: Loading …',
      'Storing: Loading …',
    ]);
    await Promise.all(held.splice(0).map((answer) => answer()));
    await lists[0].getByText('No batch was refused.').waitFor();
    await lists[1].getByText('Nothing: no page asked').waitFor();
  });

  it('remembers the colours that one chose', async () => {
    await openList();
    const colour = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await colour();
    await page.getByTestId('theme-toggle').click();
    await expect.poll(colour).not.toBe(light);
    const dark = await colour();
    await page.reload();
    await allRows().first().waitFor();
    expect(await colour()).toBe(dark);
  });

  it('fits from 320 px on', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await openList();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  it.each(['light', 'dark'] as const)('has nothing for axe to complain about in %s', async (colorScheme) => {
    await openPage({ colorScheme });
    await openList();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('?');
    await page.getByTestId('help').and(page.locator('[open]')).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    server.rows = [];
    await page.goto(`${server.url}/sessions`);
    await page.getByTestId('empty-install').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.goto(`${server.url}/sessions?q=x`);
    await page.getByTestId('empty-filtered').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    server.open = false;
    await page.goto(`${server.url}/sessions`);
    await page.getByTestId('sign-in-page').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });
});

function focusedSession(): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.closest('[data-session]')?.getAttribute('data-session'));
}

describe('the team', () => {
  it('says why somebody got no new link, beside the list as it is now', async () => {
    const bo = { id: 'user-2', login: 'bo', name: 'Bo', role: 'support', createdAt: '2026-11-21T00:00:00.000Z' };
    let people = [{ ...bo, disabled: false, active: true, invitedUntil: null }];
    server.answers.set('GET /users', () => ({ users: people }));
    server.answers.set('POST /users/user-2/invitation', () => {
      people = [];
      return { status: 404, name: 'unknown_user', detail: 'There is no user of this id.' };
    });
    await page.goto(`${server.url}/settings/team`);
    await page.getByTestId('new-link').click();
    await page.getByTestId('no-people').waitFor();
    expect(await page.getByTestId('team-problem').textContent()).toBe('There is no user of this id.');
    expect(await page.getByTestId('invitation-link').count()).toBe(0);
  });

  it('says beside a link to this computer that nobody else can follow it', async () => {
    const bo = { id: 'user-2', login: 'bo', name: 'Bo', role: 'support', createdAt: '2026-11-21T00:00:00.000Z' };
    const user = { ...bo, disabled: false, active: false, invitedUntil: '2026-11-28T00:00:00.000Z' };
    server.answers.set('GET /users', () => ({ users: [user] }));
    server.answers.set('POST /users/user-2/invitation', () => ({ user, code: 'abc' }));
    await page.goto(`${server.url}/settings/team`);
    expect(await page.getByTestId('link-warning').count()).toBe(0);
    await page.getByTestId('new-link').click();
    await page.getByTestId('invitation-link').waitFor();
    expect(await page.getByTestId('link-warning').textContent()).toContain('this computer alone');
    expect(await axeViolations(page)).toEqual([]);
  });

  it('comes by its link to the field that is to be filled in', async () => {
    server.answers.set('POST /invitation', () => ({ login: 'bo', name: 'Bo', role: 'support' }));
    await page.goto(`${server.url}/invitation?code=abc`);
    await page.getByTestId('invitation-page').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('new-password');
    expect(await axeViolations(page)).toEqual([]);
  });
});

describe('the check of a site', () => {
  it('shows the address that it opened, with http for a site of this computer', async () => {
    const nothing = { now: new Date().toISOString(), origins: [], arrived: [], newestSession: null, demoUrl: '' };
    server.answers.set('GET /health/arrivals', () => ({ project: 'default', writeKey: 'key', ...nothing }));
    await page.goto(`${server.url}/settings/install`);
    await page.getByTestId('site-check').waitFor();
    expect(await page.getByTestId('opened-address').count()).toBe(0);
    const { host } = new URL(server.url);
    await page.getByLabel('Address of your site').fill(`${host}/sign-in`);
    const opens = page.context().waitForEvent('page');
    await page.getByTestId('check').click();
    const site = await opens;
    expect(await page.getByTestId('opened-address').textContent()).toBe(`Opened http://${host}/sign-in`);
    await site.close();
  });
});
