import type { FindingList, SessionDetail, SessionList, SessionRow } from '@falter/wire';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordedPage } from '../apps/viewer/src/testing/test-replay.ts';
import { launchBrowser } from './browser.ts';
import { ADMIN_TOKEN, type FalterProcess, startFalter, until } from './falter-process.ts';
import { putHandOn } from './hand.ts';

/**
 * The whole way, on real parts: the shop on its own origin with the tag, Chromium, HTTP, ClickHouse, the detector's own
 * process, the API and the viewer. Visitors struggle, and visitors do not.
 */
let falter: FalterProcess;
let browser: Browser;

beforeAll(async () => {
  falter = await startFalter();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  expect(await falter?.stop()).toBe(0);
});

async function visit(path: string, act: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  putHandOn(page);
  const recorded = page.waitForResponse((answer) => answer.url().endsWith('/v1/batch') && answer.ok());
  await page.goto(`${falter.shopUrl}${path}`);
  await recorded;
  await act(page);
  // What a page says as it is left is on its way when the next one has come; who closes the whole context cuts it off.
  await page.goto(`${falter.url}/healthz`);
  await context.close();
}

function sessionsWith(signal: string): Promise<SessionRow[]> {
  return falter.get<SessionList>(`/api/v1/sessions?signal=${signal}`).then(({ sessions }) => sessions);
}

/** The one session that this signal is found in. Five seconds is what an agent waits for; the limit here is not a clock. */
async function onlySessionWith(signal: string): Promise<SessionRow> {
  const sessions = await until(
    () => sessionsWith(signal),
    (found) => found.length > 0,
    30_000,
  );
  expect(sessions).toHaveLength(1);
  const session = sessions[0] as SessionRow;
  expect(session.findings.filter((finding) => finding.signal === signal)).toEqual([{ signal, count: 1 }]);
  return session;
}

async function findingOf(session: SessionRow, signal: string) {
  const { findings } = await falter.get<FindingList>(`/api/v1/sessions/${session.id}/findings`);
  const found = findings.find((finding) => finding.signal === signal);
  if (!found) throw new Error(`${session.id} has no finding of ${signal}`);
  return found;
}

async function withAgent<T>(path: string, look: (page: Page) => Promise<T>): Promise<T> {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
  const context: BrowserContext = await browser.newContext({
    extraHTTPHeaders: headers,
    viewport: { width: 1400, height: 900 },
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${falter.url}${path}`);
  const result = await look(page);
  expect(errors).toEqual([]);
  await context.close();
  return result;
}

function replayed(page: Page): FrameLocator {
  return recordedPage(page);
}

/** The session page at the finding: the sentence beside the shop as it was at that moment. */
async function expectReplay(
  session: SessionRow,
  signal: string,
  seen: (frame: FrameLocator, page: Page) => Promise<void>,
) {
  const finding = await findingOf(session, signal);
  await withAgent(`/sessions/${session.id}?at=${finding.at}`, async (page) => {
    const player = page.getByTestId('player');
    await player.and(page.locator('[data-state=paused]')).waitFor();
    expect(Math.abs(Number(await player.getAttribute('data-at')) - finding.at)).toBeLessThanOrEqual(1);
    await page.getByTestId('why-flagged').getByText(finding.why).first().waitFor();
    await seen(replayed(page), page);
  });
}

describe('a visitor who struggles', () => {
  it('clicks a dead button five times: one rage click, one dead click, and the shop at that moment', async () => {
    await visit('/?fault=dead-button', async (page) => {
      for (let n = 0; n < 5; n++) await page.getByTestId('dead-button').click({ delay: 20 });
      await onlySessionWith('rage-click');
      await onlySessionWith('dead-click');
    });
    const session = await onlySessionWith('rage-click');
    expect((await onlySessionWith('dead-click')).id).toBe(session.id);
    expect((await findingOf(session, 'rage-click')).why).toMatch(/"Apply voucher" 5 times .* nothing happened/);
    expect(session.score).toBeGreaterThan(0);
    await expectReplay(session, 'rage-click', async (frame, page) => {
      await frame.getByTestId('dead-button').waitFor();
      expect(await page.getByTestId('click-name').textContent()).toBe('Rage click');
      expect(await page.getByTestId('click').last().getAttribute('data-signal')).toBe('rage-click');
      expect(await frame.locator('h1').textContent()).toContain('nothing moves');
    });
  });

  it('meets an error: one finding, with its message', async () => {
    await visit('/tea/harbour-fog?fault=throwing-button', async (page) => {
      await page.getByTestId('throwing-button').click();
      await onlySessionWith('js-error');
    });
    const session = await onlySessionWith('js-error');
    expect((await findingOf(session, 'js-error')).why).toContain('TypeError');
    await expectReplay(session, 'js-error', async (frame) => {
      await frame.getByTestId('throwing-button').waitFor();
    });
  });

  it.each([
    [
      'failed-request',
      '/tea/harbour-fog?fault=failing-request',
      'stock-check',
      /GET \/api\/shop\/stock\/harbour-fog failed with status 502/,
    ],
    [
      'slow-response',
      '/tea/slack-water?fault=slow-request',
      'stock-check',
      /"Check stock" and waited 6(?:\.\d)? seconds before anything/,
    ],
    [
      'error-message',
      '/checkout',
      'submit-order',
      /"Place order" the page showed "Please tell us whom the parcel is for\."/,
    ],
  ])('meets %s by one click: one finding, and the shop at that moment', async (signal, path, button, why) => {
    await visit(path, async (page) => {
      await page.getByTestId(button).click({ delay: 20 });
      await onlySessionWith(signal);
    });
    const session = await onlySessionWith(signal);
    expect((await findingOf(session, signal)).why).toMatch(why);
    // The shop says nothing of what failed: three seconds later that click is a dead one as well, and whoever reads on sees it.
    if (signal !== 'failed-request')
      expect(session.findings.filter((finding) => finding.signal === 'dead-click')).toEqual([]);
    await expectReplay(session, signal, async (frame) => {
      await frame.getByTestId(button).waitFor();
    });
  });

  it('leaves a form that was begun: one finding with the last field, and nothing of what was typed', async () => {
    const planted = 'planted-secret-4711';
    await visit('/tea/harbour-fog', async (page) => {
      await page.getByTestId('add-to-cart').click();
      await page.goto(`${falter.shopUrl}/checkout?token=${planted}#${planted}`);
      await page.getByTestId('field-name').fill(`Jo ${planted}`);
      await page.getByTestId('field-email').fill(`${planted}@example.org`);
      await page.getByTestId('field-password').fill(planted);
      await page.goto(`${falter.shopUrl}/about`);
      await onlySessionWith('form-abandonment');
    });
    const session = await onlySessionWith('form-abandonment');
    await expectReplay(session, 'form-abandonment', async (frame) => {
      await frame.getByTestId('checkout-form').waitFor();
    });
    // The form is known to be left before the next page has told of itself.
    const { pageViews } = await until(
      () => falter.get<SessionDetail>(`/api/v1/sessions/${session.id}`),
      (detail) => detail.pageViews.length >= 3,
      30_000,
    );
    const seen = pageViews.map(({ url, title }) => `${new URL(url).pathname}: ${title.split(' · ')[0]}`);
    expect(seen).toEqual(['/tea/harbour-fog: Harbour Fog', '/checkout: Checkout', '/about: Our story']);
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    for (const path of ['', '/findings', '/recording']) {
      const answer = await fetch(`${falter.url}/api/v1/sessions/${session.id}${path}`, { headers });
      const text = await answer.text();
      expect(text.length).toBeGreaterThan(100);
      expect(text).not.toContain(planted);
    }
  });
});

const ORDER = {
  name: 'Jo Marsh',
  email: 'jo@example.org',
  address: '1 Strand Street',
  postcode: 'D01 X2P3',
  phone: '+353 1 555 0100',
  card: '4242 4242 4242 4242',
  expiry: '12/30',
  cvc: '123',
};

/** An answer to a click may come within 7 s; then the detector looks once more, a second later. */
const ANSWERED_OR_NOT_MS = 10_000;

describe('a visitor who gets along', () => {
  const struggling = [
    'rage-click',
    'dead-click',
    'js-error',
    'form-abandonment',
    'failed-request',
    'error-click',
    'slow-response',
    'error-message',
  ];

  /** Waits until all clicks of the visit are looked at and no late answer to them is awaited, and expects no finding. */
  async function expectCalm(path: string, clicks: number, act: (page: Page) => Promise<void>): Promise<void> {
    const before = new Set((await falter.get<SessionList>('/api/v1/sessions')).sessions.map(({ id }) => id));
    await visit(path, act);
    const list = async () => (await falter.get<SessionList>('/api/v1/sessions')).sessions;
    const fresh = await until(
      async () => (await list()).filter(({ id }) => !before.has(id)),
      (sessions) => sessions.length === 1,
      30_000,
    );
    const detail = await until(
      () => falter.get<SessionDetail>(`/api/v1/sessions/${fresh[0]?.id}`),
      (session) => session.clicks >= clicks && Date.now() - Date.parse(session.endedAt) > ANSWERED_OR_NOT_MS,
      60_000,
    );
    expect(detail.findings.filter(({ signal }) => struggling.includes(signal))).toEqual([]);
  }

  it('clicks a stepper eight times and a paragraph thrice', async () => {
    await expectCalm('/tea/harbour-fog', 11, async (page) => {
      const plus = page.getByTestId('stepper-plus');
      for (let n = 0; n < 8; n++) await plus.click({ delay: 10 });
      await page.goto(`${falter.shopUrl}/about`);
      // Nobody clicks before the recorder has come, which takes some milliseconds.
      await page.waitForFunction('/recording|delivered/.test(window.falter?.diagnostics?.().state)');
      await page.getByTestId('story-paragraph').first().click({ clickCount: 3 });
    });
  });

  it('waits for what says that it works, and meets what the page expects to be refused', async () => {
    await expectCalm('/about', 4, async (page) => {
      await page.getByTestId('bar-toggle').click({ delay: 20 });
      for (const [button, said] of [
        ['calm-guest', 'You are shopping as a guest.'],
        ['calm-picture', 'No seal today; the beach is shown without one.'],
        ['calm-slow', 'Every tin is counted.'],
      ] as const) {
        await page.getByTestId(button).click({ delay: 20 });
        await page.getByText(said).waitFor();
      }
    });
  });

  it('submits a form with success, in place, without a new page', async () => {
    await expectCalm('/tea/harbour-fog', 2, async (page) => {
      await page.getByTestId('add-to-cart').click();
      await page.goto(`${falter.shopUrl}/checkout`);
      for (const [field, text] of Object.entries(ORDER)) await page.getByTestId(`field-${field}`).fill(text);
      await page.getByTestId('field-country').selectOption({ index: 1 });
      await page.getByTestId('submit-order').click();
      await page.getByTestId('order-thanks').waitFor();
    });
  });
});

describe('the agent', () => {
  it('sees the sessions of a signal, opens one by keyboard and lands at its first finding', async () => {
    const session = await onlySessionWith('js-error');
    await withAgent('/sessions?signal=js-error', async (page) => {
      await page.getByTestId('session-row').first().waitFor();
      expect(await page.getByTestId('session-row').count()).toBe(1);
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**/sessions/${session.id}*`);
      await page.getByTestId('player').and(page.locator('[data-state=paused]')).waitFor();
      await replayed(page).getByTestId('throwing-button').waitFor();
    });
  });

  it('who is not signed in sees no data', async () => {
    const session = await onlySessionWith('js-error');
    for (const path of ['', `/${session.id}`, `/${session.id}/findings`, `/${session.id}/recording`]) {
      expect((await fetch(`${falter.url}/api/v1/sessions${path}`)).status).toBe(401);
    }
  });
});
