import type { Dashboard } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeViolations } from './testing/test-axe.ts';
import { launchBrowser } from './testing/test-browser.ts';
import { cause, compared, dashboard, element, row } from './testing/test-dashboard.ts';
import { startServer, type TestServer } from './testing/test-server.ts';
import { sessionRow } from './testing/test-sessions.ts';

let browser: Browser;
let server: TestServer;
let page: Page;
let told: Dashboard | { status: number; name: string; detail: string };
/** Questions to GET /api/v1/dashboard, in order. */
let asked: URLSearchParams[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  server.rows = [sessionRow({ score: 60 })];
  server.answers.set('GET /dashboard', () => told);
});

afterAll(async () => {
  await browser.close();
  server.close();
});

beforeEach(async () => {
  told = dashboard();
  server.queries = [];
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
  asked = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname === '/api/v1/dashboard') asked.push(url.searchParams);
  });
}

const part = (testId: string) => page.getByTestId(testId);

async function openDashboard(path = '/dashboard'): Promise<void> {
  await page.goto(server.url + path);
  await part('figure-sessions').or(page.locator('.empty')).first().waitFor();
}

describe('the dashboard', () => {
  it('says how many struggle, out of how many, how sure that is, and what changed', async () => {
    await openDashboard();
    expect(await part('figure-sessions').textContent()).toMatch(
      /^Sessions1,000.*before: 1,000.*12.*bots and imports not counted/,
    );
    const struggling = await part('figure-struggling').textContent();
    expect(struggling).toContain('12.4 % 7.4–17.4 %');
    expect(struggling).toContain('of 1,000; ↑ up 3.1 points (1.1 to 5.1)');
    expect(await part('figure-before').textContent()).toContain('9.3 %');
    expect(await page.locator('.definition').textContent()).toContain('Struggling: struggle score 25 or more.');
    expect(await part('ranking-signals').textContent()).toContain('down 3.0 points');
    expect(await part('ranking-devices').textContent()).toContain('2 of 3');
    expect(await part('ranking-devices').textContent()).not.toContain('66.7');
    expect(await page.title()).toBe('Dashboard · Falter');
  });

  it('is where the bar leads, and comes as a part of its own', async () => {
    await page.goto(`${server.url}/sessions`);
    const nav = page.getByRole('navigation', { name: 'Main' });
    await nav.getByRole('link', { name: 'Dashboard' }).click();
    await part('figure-sessions').waitFor();
    expect(await nav.locator('[aria-current="page"]').textContent()).toBe('Dashboard');
    expect(new URL(page.url()).pathname).toBe('/dashboard');
  });

  it('opens the sessions behind a number, and the list says what it was narrowed to', async () => {
    await openDashboard();
    await part('ranking-devices').getByTestId('number').first().click();
    await part('session-row').first().waitFor();
    const query = server.queries.at(-1);
    expect(query?.get('q')).toBe('release:mobile score:>=25 -is:bot');
    expect(query?.get('from')).toBe('2026-11-15T00:00:00.000Z');
    const chip = page.locator('[data-filter="release"]');
    expect(await chip.textContent()).toBe('Release mobile');
    await chip.click();
    await expect.poll(() => server.queries.at(-1)?.get('q')).toBe('score:>=25 -is:bot');
    expect(await chip.count()).toBe(0);
    await page.goBack();
    await part('figure-sessions').waitFor();
  });

  it('gives every number but zero a link, and the link a name', async () => {
    await openDashboard();
    const links = await part('number').evaluateAll((all) =>
      all.map((link) => ({ href: link.getAttribute('href'), text: link.textContent })),
    );
    expect(links.length).toBeGreaterThan(40);
    for (const { href, text } of links) {
      expect(href).toMatch(/^\/sessions\?q=/);
      expect(text).toMatch(/^[\d,]+ sessions? \S/);
    }
  });

  it('is narrowed by a row, and widened by a chip', async () => {
    await openDashboard();
    await part('ranking-pages').getByRole('link', { name: '/tea/:id', exact: true }).click();
    await page.waitForURL('**/dashboard?page=*');
    await expect.poll(() => asked.at(-1)?.get('page')).toBe('/tea/:id');
    expect(await page.locator('.definition').textContent()).toContain('found on /tea/:id');
    await part('ranking-signals').getByRole('link', { name: 'Rage click', exact: true }).click();
    await expect.poll(() => asked.at(-1)?.get('signal')).toBe('rage-click');
    expect(asked.at(-1)?.get('page')).toBe('/tea/:id');
    await page.locator('[data-filter="page"]').click();
    await expect.poll(() => asked.at(-1)?.has('page')).toBe(false);
    await part('clear-filters').click();
    await page.waitForURL((url) => url.search === '');
  });

  it('keeps its filters in the address, and reads them from there', async () => {
    await openDashboard();
    await part('range-month').click();
    await part('filter-device').selectOption('mobile');
    await part('filter-bots').click();
    await page.waitForURL('**/dashboard?range=month&device=mobile&bots=include');
    await expect.poll(() => asked.at(-1)?.get('bots')).toBe('include');
    const days = Date.parse(asked.at(-1)?.get('to') ?? '') - Date.parse(asked.at(-1)?.get('from') ?? '');
    expect(days / 86_400_000).toBeGreaterThan(28.9);
    await page.reload();
    await part('figure-sessions').waitFor();
    expect(await part('filter-device').inputValue()).toBe('mobile');
    expect(await part('range-month').getAttribute('aria-pressed')).toBe('true');
    const numbers = await part('figure-struggling').textContent();
    const before = Object.fromEntries(asked.at(-1) ?? []);
    await part('range-custom').click();
    await expect.poll(() => part('filter-from').inputValue()).toMatch(/^20\d\d-/);
    expect(await part('filter-to').inputValue()).toMatch(/^20\d\d-/);
    await page.waitForURL('**/dashboard?range=custom&from=*&to=*');
    await expect.poll(() => asked.at(-1)?.get('from')).toBe(before.from);
    expect(await part('figure-struggling').textContent()).toBe(numbers);
    await part('filter-from').fill('2026-01-05T10:00');
    await part('filter-from').blur();
    await expect.poll(() => asked.at(-1)?.get('from')).toMatch(/^2026-01-0/);
  });

  it('says what to fix first, and why', async () => {
    await openDashboard();
    const [first, second] = await part('fix-first-row').allTextContents();
    expect(first).toContain('Rage click on button "Pay now" /checkout');
    expect(first).toMatch(/42.*struggling sessions, 14\.0 % \(9\.0–19\.0 %\) of the 300.*that saw this page\./);
    expect(first).toContain('Mean struggle score 61');
    expect(second).toContain('JavaScript error on the page /checkout');
    expect(second).toMatch(/2.*struggling sessions, of the 3/);
  });
});

describe('what to fix first', () => {
  it('is one entry where the same sessions struggle in several ways, and says what an error said', async () => {
    const parts = ['dead-click', 'rage-click', 'js-error'].map((signal): [string, string] => [
      signal,
      'button "Order"',
    ]);
    const numbers: [[number, number], [number, number]] = [
      [4, 80],
      [4, 80],
    ];
    const said: [string, string, string][] = [['js-error', '(no element)', 'TypeError: x is undefined']];
    told = dashboard({ causes: { rows: [cause('/order', parts, numbers), cause('/order', said, numbers)], more: 0 } });
    await openDashboard();
    const [first, second] = await part('fix-first-row').allTextContents();
    expect(first).toContain('Dead click, Rage click and JavaScript error on button "Order" /order');
    expect(second).toContain('JavaScript error “TypeError: x is undefined” /order');
  });
});

describe('a range of one’s own', () => {
  it('is asked for when both ends make sense, and says when they do not', async () => {
    const range = 'from=2026-11-01T00%3A00%3A00.000Z&to=2026-11-02T00%3A00%3A30.000Z';
    await openDashboard(`/dashboard?range=custom&${range}`);
    const before = asked.length;
    expect(await part('range-note').textContent()).toBe('');
    await part('filter-from').fill('0002-11-01T00:00');
    await expect.poll(() => part('range-note').textContent()).toContain('Not a range yet');
    await part('filter-from').fill('2027-11-01T00:00');
    expect(await part('range-note').textContent()).toContain('at most 732 days');
    expect(asked.length).toBe(before);
    await part('filter-from').fill('2026-10-05T00:00');
    await expect.poll(() => asked.at(-1)?.get('from')).toMatch(/^2026-10-0[45]/);
    expect(asked.at(-1)?.get('to')).toBe('2026-11-02T00:00:30.000Z');
    expect(await part('range-note').textContent()).toBe('');
  });
});

describe('what got better', () => {
  const improved = {
    rows: [
      cause(
        '/pay',
        [['rage-click', 'button "Pay"']],
        [
          [4, 80],
          [42, 82],
        ],
      ),
      cause(
        '/pay',
        [['dead-click', 'button "Gone"']],
        [
          [0, 80],
          [1, 82],
        ],
      ),
      cause(
        '/lost',
        [['js-error', '(no element)', 'TypeError: x']],
        [
          [0, 0],
          [3, 3],
        ],
      ),
      cause(
        '/pay',
        [],
        [
          [4, 80],
          [42, 82],
        ],
      ),
      cause(
        '',
        [['rage-click', '']],
        [
          [4, 80],
          [42, 82],
        ],
      ),
    ],
    more: 0,
  };

  it('stands there with both periods, how sure that is, and their sessions', async () => {
    told = dashboard({ improved });
    await openDashboard();
    const rows = (await part('improved-row').allTextContents()).map((text) =>
      text.replaceAll(/ sessions? .*?(?= of \d|,|;| \()/g, ''),
    );
    expect(rows[0]).toBe(
      'ImprovedRage click on button "Pay" /paynow 4 of 80 (5.0 %), before 42 of 82 (51.2 %); down 46.2 points (44.2 to 48.2)',
    );
    expect(rows[1]).toContain('No longer seenDead click on button "Gone" /paynow 0 of 80 (0.0 %), before 1 of 82');
    expect(rows[1]).toContain('may be chance: down 1.2 points (−0.8 to 3.2)');
    expect(rows[2]).toContain(
      'JavaScript error “TypeError: x” /lostnow 0 of 0, before 3 of 3; nobody came to its page',
    );
    expect(rows[3]).toContain('Any struggle /pay');
    expect(rows[4]).toContain('Rage click on any page');
    expect(await part('improved-row').first().getByTestId('number').count()).toBe(4);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('is told to be nothing where it is nothing, and not at all without a period before', async () => {
    await openDashboard();
    expect(await part('improved').textContent()).toContain('Nothing of what was found before');
    told = dashboard({ struggling: compared([124, 1000], [0, 0]) });
    await page.reload();
    await expect.poll(() => part('figure-before').textContent()).toContain('No session was recorded then');
    expect(await part('improved').count()).toBe(0);
  });

  it('is held against the period that one chooses, which the address keeps', async () => {
    await openDashboard('/dashboard?range=today');
    expect(await part('filter-compare').locator('option').allTextContents()).toEqual([
      'Compared with just before',
      'Compared with the day before',
      'Compared with the week before',
    ]);
    await part('filter-compare').selectOption('before');
    await page.waitForURL('**/dashboard?range=today&compare=before');
    await expect.poll(() => asked.at(-1)?.get('compare')).toBe('before');
    await part('range-month').click();
    await page.waitForURL('**/dashboard?range=month&compare=before');
    expect(await part('filter-compare').locator('option').allTextContents()).toContain('Compared with 5 weeks before');
    await part('filter-compare').selectOption('day');
    await page.waitForURL('**/dashboard?range=month');
  });
});

describe('what happened over time', () => {
  it('is read with the keyboard, its numbers being links', async () => {
    await openDashboard();
    expect(await page.locator('.trend-chart canvas').count()).toBe(2);
    expect(await part('trend-readout').textContent()).toMatch(/^Sat, Nov 21: 9.* of 46.* sessions struggled, 19\.6 %/);
    await part('trend-scrubber').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => part('trend-readout').textContent()).toMatch(/^Fri, Nov 20: 8/);
    expect(await part('trend-scrubber').getAttribute('aria-valuetext')).toBe('Fri, Nov 20: 8 of 45 sessions struggled');
    await page.keyboard.press('Home');
    await expect.poll(() => part('trend-readout').textContent()).toMatch(/^Sun, Nov 15: 3/);
  });

  it('is picked in the chart, which is drawn', async () => {
    await openDashboard();
    const chart = page.locator('.trend-chart .u-over').first();
    await chart.waitFor();
    const box = await chart.boundingBox();
    await chart.click({ position: { x: 4, y: (box?.height ?? 20) / 2 } });
    await expect.poll(() => part('trend-readout').textContent()).toMatch(/^Sun, Nov 15: 3/);
    const drawn = await page.locator('.trend-chart canvas').evaluateAll((canvases) =>
      canvases.map((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        let red = 0;
        for (let n = 0; n < pixels.length; n += 4) if ((pixels[n] ?? 0) > 150 && (pixels[n + 1] ?? 0) < 80) red++;
        return red;
      }),
    );
    for (const red of drawn) expect(red).toBeGreaterThan(100);
  });

  it('is told as a table to whoever wants one', async () => {
    await openDashboard();
    await part('trend-as-table').click();
    const rows = page.getByTestId('trend-table').locator('tbody tr');
    expect(await rows.count()).toBe(7);
    expect(await rows.first().textContent()).toMatch(/^Sun, Nov 15.*3.*40.*7\.5 %/);
    expect(await part('trend-scrubber').count()).toBe(0);
  });
});

describe('live numbers', () => {
  it('come by themselves, say how old they are, and do not move what one points at', async () => {
    await page.clock.install();
    await openDashboard();
    expect(await part('updated').textContent()).toBe('updated 0 s ago');
    await page.clock.runFor(3_000);
    expect(await part('updated').textContent()).toBe('updated 3 s ago');
    const names = () => part('ranking-devices').locator('.name').allTextContents();
    told = dashboard({ devices: { rows: [row('tablet', [90, 400]), row('mobile', [80, 400])], more: 0 } });
    await part('ranking-devices').hover();
    const before = asked.length;
    await page.clock.runFor(10_000);
    await expect.poll(() => part('ranking-devices').textContent()).toContain('90');
    expect(asked.length).toBeGreaterThan(before);
    expect(await names()).toEqual(['mobile', 'tablet']);
    await page.mouse.move(2, 2);
    await page.clock.runFor(10_000);
    await expect.poll(names).toEqual(['tablet', 'mobile']);
  });

  it('pause while nobody sees them, and come when they are seen again', async () => {
    await page.clock.install();
    await openDashboard();
    const seen = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await seen(true);
    const before = asked.length;
    await page.clock.runFor(60_000);
    expect(asked.length).toBe(before);
    told = dashboard({ struggling: compared([500, 1000], [93, 1000]) });
    await seen(false);
    await expect.poll(() => part('figure-struggling').textContent()).toContain('50.0 %');
  });

  it('that fail leave the last ones, and say so', async () => {
    await page.clock.install();
    await openDashboard();
    told = { status: 503, name: 'store_unavailable', detail: 'The store does not answer. Try again soon.' };
    await page.clock.runFor(10_000);
    await part('stale-notice').waitFor();
    expect(await part('figure-struggling').textContent()).toContain('12.4 %');
    told = dashboard();
    await page.clock.runFor(10_000);
    await part('updated').waitFor();
  });
});

describe('an empty dashboard', () => {
  it('of a new project leads to the way to begin', async () => {
    told = dashboard({ recorded: false, struggling: compared([0, 0], [0, 0]), bots: { count: 0, query: {} } });
    await openDashboard();
    const link = part('empty-dashboard').getByRole('link');
    await link.click();
    await page.waitForURL(/\/(settings\/install|sessions)$/);
  });

  it('of another time leads to a longer one, and names the bots that were left out', async () => {
    told = dashboard({ struggling: compared([0, 0], [0, 0]) });
    await openDashboard();
    expect(await part('empty-range').textContent()).toMatch(/^Only bots came.*: 12 sessions.*, not counted\./);
    await part('empty-longer').click();
    await page.waitForURL('**/dashboard?range=month');
  });

  it('of filters that nothing fits offers to clear them', async () => {
    told = dashboard({ struggling: compared([0, 0], [0, 0]) });
    await openDashboard('/dashboard?range=today&device=tablet');
    await part('empty-clear').click();
    await page.waitForURL('**/dashboard?range=today');
  });

  it('without struggle is good news, and says what was looked for', async () => {
    const none = { rows: [], more: 0 };
    told = dashboard({
      struggling: compared([0, 1000], [0, 1000]),
      causes: none,
      elements: none,
      pages: none,
      signals: none,
    });
    await openDashboard();
    const words = await part('no-struggle').textContent();
    expect(words).toContain('Nobody struggled');
    expect(words).toContain('1,000 sessions, for javascript error, rage click');
  });

  it('that cannot be read says why, and tries again', async () => {
    told = { status: 503, name: 'too_expensive', detail: 'Ask for a shorter time range.' };
    await openDashboard();
    expect(await part('dashboard-error').textContent()).toContain('too_expensive');
    told = dashboard();
    await part('dashboard-error').getByRole('button').click();
    await part('figure-sessions').waitFor();
  });
});

describe('everybody', () => {
  it.each(['light', 'dark'] as const)('can use it in %s colours (axe)', async (colorScheme) => {
    await openPage({ colorScheme, reducedMotion: 'reduce' });
    await openDashboard('/dashboard?page=%2Fcheckout');
    expect(await axeViolations(page)).toEqual([]);
    await part('trend-as-table').click();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('can use it on a phone: nothing is wider than the screen, no name however long', async () => {
    const long = `/${'a-very-long-segment-of-a-path'.repeat(6)}`;
    const elements = {
      rows: [element({ page: long, element: `main > ${'div.card > '.repeat(20)}` }, [42, 300])],
      more: 3,
    };
    const causes = {
      rows: [
        cause(
          long,
          [['rage-click', elements.rows[0]?.element ?? '']],
          [
            [4, 80],
            [42, 82],
          ],
        ),
      ],
      more: 0,
    };
    told = dashboard({ elements, causes, improved: causes, pages: { rows: [row(long, [50, 300])], more: 0 } });
    await openPage({ viewport: { width: 390, height: 844 } });
    await openDashboard();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await axeViolations(page)).toEqual([]);
    for (const kind of ['pages', 'elements', 'signals']) {
      const [change, name] = [
        part(`ranking-${kind}`).getByTestId('change').first(),
        part(`ranking-${kind}`).locator('tbody th'),
      ];
      expect(await change.isVisible()).toBe(true);
      const [beside, above] = [await change.boundingBox(), await name.first().boundingBox()];
      expect((beside?.x ?? 0) + (beside?.width ?? 999)).toBeLessThanOrEqual(390);
      expect(above?.width).toBeGreaterThan(300);
    }
  });

  it('is told once that there is no period before, and not in every row', async () => {
    told = dashboard({
      struggling: compared([124, 1000], [0, 0]),
      pages: { rows: [row('/a', [5, 9], [0, 0])], more: 0 },
    });
    await openDashboard();
    expect(await part('period').textContent()).toContain('no session in the period before, so nothing to compare with');
    expect(await part('change').count()).toBe(0);
    expect(await part('figure-struggling').textContent()).toMatch(/of 1,000$/);
    const text = (await part('numbers').textContent()) ?? '';
    expect(text.split('nothing to compare with')).toHaveLength(2);
    told = dashboard();
    await openDashboard();
    expect(await part('period').textContent()).toContain(', compared with ');
    expect(await part('change').count()).toBeGreaterThan(0);
  });

  it('hears of each number what it counts, and sees no bar where there is nothing', async () => {
    told = dashboard({ pages: { rows: [row('/a', [5, 50]), row('/b', [0, 50])], more: 0 } });
    await openDashboard();
    const rows = part('ranking-pages').getByTestId('ranking-row');
    expect(await rows.first().textContent()).toContain('50 sessions looked at for those that struggled on /a');
    expect(await part('numbers').textContent()).not.toMatch(/\bthat that\b/);
    expect(await rows.first().locator('.bar > span').count()).toBe(1);
    expect(await rows.last().locator('.bar > span').count()).toBe(0);
  });

  it('sees the first rows of a long table, and all when asked', async () => {
    await openDashboard();
    const rows = part('ranking-browsers').getByTestId('ranking-row');
    expect(await rows.count()).toBe(8);
    await part('ranking-browsers').getByRole('button', { name: 'Show all 11' }).click();
    expect(await rows.count()).toBe(11);
  });
});
