import type { IssueDecisionWish } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ERROR, issueDetail, issueRow, PAY, STACK } from './issues/test-issues.ts';
import { axeViolations } from './testing/test-axe.ts';
import { launchBrowser } from './testing/test-browser.ts';
import { startServer, type TestServer } from './testing/test-server.ts';

let browser: Browser;
let server: TestServer;
let page: Page;
const complaints: string[] = [];
const decided: IssueDecisionWish[] = [];
/** Answers of the list by their order; none: no issue at all. */
let rows = [issueRow({})];

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
});

beforeEach(() => {
  decided.length = 0;
  rows = [
    issueRow({ state: 'regressed' }),
    issueRow({
      id: ERROR,
      kind: 'error',
      state: 'new',
      title: 'TypeError: total is not a function',
      signals: ['js-error'],
      sessions: 3,
      persons: 0,
    }),
    issueRow({
      id: '00000000000000cc',
      title: 'POST /api/order/:id fails',
      kind: 'request',
      signals: ['failed-request', 'error-click'],
    }),
  ];
  const range = { from: new Date(0).toISOString(), to: new Date().toISOString() };
  server.answers.set('GET /issues', () => ({ ...range, issues: rows, next: null }));
  server.answers.set(`GET /issues/${ERROR}`, () => issueDetail({}));
  server.answers.set(`GET /issues/${ERROR}/stack`, () => STACK);
  server.answers.set(`PUT /issues/${ERROR}/state`, (body) => {
    const { state, note = '', release = '' } = body as IssueDecisionWish;
    decided.push(body as IssueDecisionWish);
    const decision = { state, note, release, at: new Date().toISOString(), by: 'Ada' };
    return issueDetail({ state: state === 'open' ? 'new' : state, decision, history: [decision] });
  });
});

afterAll(async () => {
  await browser.close();
  server.close();
});

afterEach(async () => {
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(server.url + path);
}

const shoot = async (name: string): Promise<void> => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

/** Nothing is wider than the window. */
const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

it('lists issues, walks them by keys, and opens one', async () => {
  await open('/issues');
  await page.getByTestId('issue-row').first().waitFor();
  expect(await page.getByTestId('issue-row').allTextContents()).toEqual([
    expect.stringContaining('Regressed'),
    expect.stringContaining('TypeError: total is not a function'),
    expect.stringContaining('POST /api/order/:id fails'),
  ]);
  const sessions = await page.getByTestId('issue-sessions').first().getAttribute('href');
  expect(new URLSearchParams(sessions?.split('?')[1]).get('q')).toContain(`issue:${PAY}`);
  expect(await axeViolations(page)).toEqual([]);
  await shoot('issues');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByTestId('issue-page').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/issues/${ERROR}`);
  await page.getByTestId('back').click();
  await page.getByTestId('issue-row').first().waitFor();
});

it('keeps its filters in the address, and says why a list is empty', async () => {
  rows = [];
  await open('/issues');
  await page.getByTestId('no-issues').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByTestId('filter-state').selectOption('muted');
  await page.getByTestId('no-match').waitFor();
  expect(new URL(page.url()).searchParams.get('state')).toBe('muted');
  await page.getByTestId('empty-clear').click();
  await page.getByTestId('no-issues').waitFor();
  expect(new URL(page.url()).search).toBe('');
});

it('shows why, where in the original code, and leads to the moment in the replay', async () => {
  await open(`/issues/${ERROR}`);
  await page.getByTestId('frame').first().waitFor();
  const frames = await page.getByTestId('frame').allTextContents();
  expect(frames[0]).toMatch(/sumOf[\s\S]*src\/cart\.ts:3:15[\s\S]*cart\.total!\.amount/);
  expect(frames[1]).toContain('Library');
  expect(await page.getByTestId('stack-explained').textContent()).toContain('server sent');
  await page.getByTestId('stack-missing').locator('summary').click();
  expect(await page.getByTestId('stack-missing').textContent()).toContain(
    'npx falter sourcemaps upload --release 2.4.1 --url-prefix https://cdn.example DIR',
  );
  expect(await page.getByTestId('example-jump').first().getAttribute('href')).toBe(
    '/sessions/session-of-the-tests?at=61300',
  );
  expect(await axeViolations(page)).toEqual([]);
  await shoot('issue');
});

it('is resolved in a release and muted with a reason, and opened again', async () => {
  await open(`/issues/${ERROR}`);
  await page.getByTestId('resolve-issue').click();
  await page.getByTestId('decide-release').fill('2.5.0');
  await page.getByTestId('decide-note').fill('mended by a guard');
  expect(await axeViolations(page)).toEqual([]);
  await shoot('issue-resolve');
  await page.getByTestId('confirm-yes').click();
  await page.getByTestId('open-issue').waitFor();
  expect(decided).toEqual([{ state: 'resolved', release: '2.5.0', note: 'mended by a guard' }]);
  expect(await page.getByTestId('state-about').textContent()).toMatch(/Ada[\s\S]*2\.5\.0[\s\S]*mended by a guard/);
  await page.getByTestId('open-issue').click();
  await page.getByTestId('confirm-yes').click();
  await page.getByTestId('mute-issue').click();
  await page.getByTestId('confirm-yes').click();
  await page.getByTestId('open-issue').waitFor();
  expect(decided.map(({ state }) => state)).toEqual(['resolved', 'open', 'muted']);
});

it('is readable in the dark and on a phone', async () => {
  const phone = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;
  await open('/issues', phone);
  await page.getByTestId('issue-row').first().waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
  expect(await axeViolations(page)).toEqual([]);
  await shoot('issues-phone');
  await page.goto(`${server.url}/issues/${ERROR}`);
  await page.getByTestId('frame').first().waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
  expect(await axeViolations(page)).toEqual([]);
  await shoot('issue-phone');
});

it('says so where an issue is not there', async () => {
  server.answers.set(`GET /issues/${PAY}`, () => {
    return { status: 404, name: 'unknown_issue', detail: 'There is no issue of this id.' };
  });
  await open(`/issues/${PAY}`);
  expect(await page.getByTestId('issue-error').textContent()).toContain('There is no issue of this id.');
});
