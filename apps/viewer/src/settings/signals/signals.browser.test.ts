import type { DetectionSettings, Preview, ProjectDetection } from '@falter/wire';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeViolations } from '../../testing/test-axe.ts';
import { launchBrowser } from '../../testing/test-browser.ts';
import { startServer, type TestServer } from '../../testing/test-server.ts';
import { SIGNALS } from '../../testing/test-sessions.ts';

const NOTHING: DetectionSettings = { signals: {}, ignoredPages: [] };
const COUNTS = { sessions: 0, findings: 0 };

let browser: Browser;
let server: TestServer;
let page: Page;
/** What the far end keeps, and what it was sent. */
let kept: ProjectDetection;
let sent: { detection: DetectionSettings; version?: string }[];
let preview: Preview | null;
let cancelled: number;
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
  kept = { detection: NOTHING, version: 'v1', signals: SIGNALS };
  sent = [];
  preview = null;
  cancelled = 0;
  const { answers } = server;
  const me = { kind: 'user', id: 'u', login: 'ada@shop.example', name: 'Ada', role: 'product' };
  answers.set('GET /me', () => me);
  answers.set('GET /projects/default/detection', () => kept);
  answers.set('PUT /projects/default/detection', (body) => {
    sent.push(body as ProjectDetection);
    kept = { ...kept, ...(body as ProjectDetection), version: `v${sent.length + 1}` };
    return kept;
  });
  answers.set('POST /previews', (body) => {
    preview = asked((body as ProjectDetection).detection);
    return preview;
  });
  answers.set('GET /previews/the-preview', () => preview);
  answers.set('DELETE /previews/the-preview', () => {
    cancelled += 1;
  });
  await openPage({});
});

afterEach(async () => {
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

async function openPage(options: Parameters<Browser['newContext']>[0]): Promise<void> {
  await page?.context().close();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${server.url}/settings/signals`);
  await rows().first().waitFor();
}

function asked(detection: DetectionSettings): Preview {
  const now = new Date().toISOString();
  return {
    ...{ id: 'the-preview', state: 'waiting', requestedAt: now, from: now, to: now, detection, total: null },
    ...{ sample: 0, sampleMax: 500, looked: 0, unreadable: 0 },
    result: {
      signals: [],
      before: COUNTS,
      after: COUNTS,
      scoresBefore: [0, 0, 0, 0, 0, 0],
      scoresAfter: [0, 0, 0, 0, 0, 0],
    },
  };
}

/** How far the far end is with the preview: `looked` of 500 of 12,340 sessions. */
function tell(state: Preview['state'], looked: number): void {
  const before = { sessions: 340, findings: 410 };
  const after = { sessions: 120, findings: 130 };
  const rage = { signal: 'rage-click', before, after, added: [], removed: ['session-removed-1', 'session-removed-2'] };
  const same = { signal: 'js-error', before: COUNTS, after: COUNTS, added: [], removed: [] };
  const result = {
    signals: [same, rage],
    before,
    after,
    scoresBefore: [160, 0, 340, 0, 0, 0],
    scoresAfter: [380, 0, 120, 0, 0, 0],
  };
  preview = { ...(preview as Preview), state, total: 12_340, sample: 500, looked, unreadable: 3, result };
}

const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 15_000 });
const rows = (): Locator => page.getByTestId('signal-row');
const row = (id: string): Locator => page.locator(`[data-testid="signal-row"][data-signal="${id}"]`);
const field = (name: string): Locator => page.locator(`[data-field="${name}"]`);
const save = (): Locator => page.getByTestId('save');
const unsaved = (): Promise<string | null> => page.getByTestId('unsaved').textContent();

async function open(id: string): Promise<void> {
  await row(id).getByTestId('signal-open').click();
}

describe('the signals of a project', () => {
  it('are listed with words, numbers and units, and nothing to save', async () => {
    expect(await rows().count()).toBe(SIGNALS.length);
    const text = await row('rage-click').textContent();
    for (const part of [
      'Rage click',
      'Three or more quick clicks',
      'Weight 30',
      'Fewest clicks 3 clicks',
      'Most time between two 1 s',
    ]) {
      expect(text).toContain(part);
    }
    expect(await unsaved()).toBe('Everything is saved');
    for (const name of ['save', 'discard', 'start-preview', 'reset-all']) {
      expect(await page.getByTestId(name).isDisabled(), name).toBe(true);
    }
    expect(await page.getByTestId('signals-section').textContent()).toContain('looked at from now on');
  });

  it('show what is not saved, against what is saved and against the default, and save it', async () => {
    kept = { ...kept, detection: { signals: { 'rage-click': { options: { clicks: 4 } } }, ignoredPages: [] } };
    await page.reload();
    await open('rage-click');
    const clicks = field('rage-click.options.clicks');
    await clicks.locator('input').fill('6');
    expect(await clicks.textContent()).toContain('Saved: 4.');
    expect(await clicks.textContent()).toContain('Default 3');
    expect(await clicks.getAttribute('data-unsaved')).toBe('true');
    await row('js-error').getByTestId('signal-on').uncheck();
    await page.getByTestId('project-pages').locator('textarea').fill('/admin/*\nplay.shop.example/*');
    expect(await unsaved()).toBe('3 changes not saved');
    await save().click();
    await soon(unsaved).toBe('Everything is saved');
    expect(sent).toEqual([
      {
        version: 'v1',
        detection: {
          signals: { 'js-error': { off: true }, 'rage-click': { options: { clicks: 6 } } },
          ignoredPages: ['/admin/*', 'play.shop.example/*'],
        },
      },
    ]);
    expect(await clicks.getAttribute('data-unsaved')).toBe('false');
    await page.reload();
    expect(await row('js-error').getByTestId('signal-on').isChecked()).toBe(false);
  });

  it('go back to what is saved, and to the default: one number, one signal, all', async () => {
    const set = { weight: 50, options: { clicks: 4, withinMs: 500 } };
    kept = { ...kept, detection: { signals: { 'rage-click': set, 'js-error': { off: true } }, ignoredPages: ['/x'] } };
    await page.reload();
    await open('rage-click');
    await field('rage-click.weight').getByRole('button').click();
    expect(await field('rage-click.weight').locator('input').inputValue()).toBe('30');
    await page.getByTestId('discard').click();
    expect(await field('rage-click.weight').locator('input').inputValue()).toBe('50');
    await row('rage-click').getByTestId('signal-reset').click();
    expect(await field('rage-click.options.clicks').locator('input').inputValue()).toBe('3');
    expect(await row('js-error').getByTestId('signal-on').isChecked()).toBe(false);
    await page.getByTestId('reset-all').click();
    expect(await row('js-error').getByTestId('signal-on').isChecked()).toBe(true);
    await save().click();
    await soon(() => sent.at(-1)?.detection).toEqual(NOTHING);
  });

  it('cannot be saved while a field makes no sense, and say what would', async () => {
    await open('rage-click');
    const clicks = field('rage-click.options.clicks');
    await clicks.locator('input').fill('1');
    expect(await clicks.textContent()).toContain('A number from 2 to 20.');
    expect(await clicks.locator('input').getAttribute('aria-invalid')).toBe('true');
    expect(await unsaved()).toBe('1 field to correct');
    expect(await save().isDisabled()).toBe(true);
    await clicks.locator('input').press('Enter');
    await clicks.locator('input').fill('2');
    expect(await save().isDisabled()).toBe(false);
    expect(sent).toEqual([]);
  });

  it('are not saved over what somebody else saved: it says so, and reads theirs', async () => {
    await row('js-error').getByTestId('signal-on').uncheck();
    server.answers.set('PUT /projects/default/detection', () => ({
      ...{ status: 409, name: 'changed_meanwhile', detail: 'Somebody changed these settings in the meantime.' },
    }));
    await save().click();
    const problem = page.getByTestId('signals-problem');
    await problem.waitFor();
    expect(await problem.textContent()).toContain('Somebody changed');
    expect(await row('js-error').getByTestId('signal-on').isChecked()).toBe(false);
    kept = { ...kept, detection: { signals: { 'dead-click': { off: true } }, ignoredPages: [] } };
    await problem.getByRole('button').click();
    await soon(() => row('dead-click').getByTestId('signal-on').isChecked()).toBe(false);
    expect(await row('js-error').getByTestId('signal-on').isChecked()).toBe(true);
  });

  it('ask before a link takes away what is not saved', async () => {
    let questions = 0;
    page.on('dialog', (dialog) => {
      questions += 1;
      return questions === 1 ? dialog.dismiss() : dialog.accept();
    });
    const leave = () => page.getByTestId('brand').click();
    await row('js-error').getByTestId('signal-on').uncheck();
    await leave();
    expect(questions).toBe(1);
    expect(await row('js-error').getByTestId('signal-on').isChecked()).toBe(false);
    await leave();
    await page.getByTestId('signals-section').waitFor({ state: 'detached' });
    await page.goto(`${server.url}/settings/signals`);
    await rows().first().waitFor();
    await leave();
    await page.getByTestId('signals-section').waitFor({ state: 'detached' });
    expect(questions).toBe(2);
  });

  it('can be tuned by keyboard alone', async () => {
    await row('js-error').getByTestId('signal-on').focus();
    await page.keyboard.press('Space');
    expect(await row('js-error').getByTestId('signal-on').isChecked()).toBe(false);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    await soon(() => sent.length).toBe(1);
  });
});

describe('a preview', () => {
  const panel = (): Locator => page.getByTestId('preview');

  async function start(): Promise<void> {
    await open('rage-click');
    await field('rage-click.options.clicks').locator('input').fill('6');
    await page.getByTestId('start-preview').click();
    await panel().waitFor();
  }

  it('says how far it is, and then what the change would do, with examples', async () => {
    await start();
    expect(await panel().getAttribute('data-state')).toBe('waiting');
    await soon(() => panel().evaluate((shown) => shown.getBoundingClientRect().top < innerHeight)).toBe(true);
    tell('running', 40);
    await soon(() => panel().textContent()).toContain('Looked at 40 of the newest 500 of 12,340 sessions');
    expect(await panel().locator('progress').getAttribute('value')).toBe('40');
    tell('done', 500);
    await soon(() => panel().getAttribute('data-state')).toBe('done');
    const text = await panel().textContent();
    for (const part of [
      'Rage click: 340 sessions → 120.',
      'Sessions flagged at all: 120 instead of 340.',
      '3 recordings could not be read',
      '340 (68 %)',
      '−220',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('No difference: JavaScript error.');
    const bar = page.locator('.signal-actions');
    const edge = (of: Locator, side: 'top' | 'bottom') =>
      of.evaluate((shown, name) => shown.getBoundingClientRect()[name], side);
    await soon(async () => (await edge(panel().locator('h2'), 'bottom')) < (await edge(bar, 'top'))).toBe(true);
    await panel().getByText('No longer flagged').click();
    const link = panel().locator('a').first();
    expect(await link.getAttribute('href')).toBe('/sessions/session-removed-1');
    // What stands in the fields is not saved: the example does not take it away.
    expect(await link.getAttribute('target')).toBe('_blank');
    expect(sent).toEqual([]);
  });

  it('of other fields than those that stand there now says so', async () => {
    await start();
    tell('done', 500);
    await soon(() => panel().getAttribute('data-state')).toBe('done');
    expect(await page.getByTestId('preview-old').count()).toBe(0);
    await field('rage-click.options.clicks').locator('input').fill('7');
    expect(await page.getByTestId('preview-old').textContent()).toContain('changed since this preview');
    await field('rage-click.options.clicks').locator('input').fill('6');
    expect(await page.getByTestId('preview-old').count()).toBe(0);
  });

  it('is cancelled when nobody waits for it any more', async () => {
    await start();
    tell('running', 40);
    await page.getByTestId('preview-close').click();
    await soon(() => cancelled).toBe(1);
    expect(await panel().count()).toBe(0);
    await page.getByTestId('start-preview').click();
    await panel().waitFor();
    page.on('dialog', (dialog) => dialog.accept());
    await page.getByTestId('brand').click();
    await soon(() => cancelled).toBe(2);
  });

  it('that is done is closed without a word to the server', async () => {
    await start();
    tell('done', 500);
    await soon(() => panel().getAttribute('data-state')).toBe('done');
    await page.getByTestId('preview-close').click();
    expect(await panel().count()).toBe(0);
    expect(cancelled).toBe(0);
  });

  it('that was refused, or failed, says why', async () => {
    server.answers.set('POST /previews', () => ({
      status: 429,
      name: 'too_many_previews',
      detail: 'Wait until one is done.',
    }));
    await row('js-error').getByTestId('signal-on').uncheck();
    await page.getByTestId('start-preview').click();
    await soon(() => page.getByTestId('signals-problem').textContent()).toContain('Wait until one is done.');
    server.answers.set('POST /previews', (body) => {
      preview = asked((body as ProjectDetection).detection);
      return preview;
    });
    await page.getByTestId('start-preview').click();
    await panel().waitFor();
    tell('failed', 40);
    await soon(() => panel().textContent()).toContain('could not be computed');
  });
});

describe('the page', () => {
  for (const scheme of ['light', 'dark'] as const) {
    it(`is open to everybody in ${scheme} colours`, async () => {
      await openPage({ colorScheme: scheme });
      expect(await axeViolations(page)).toEqual([]);
      await open('rage-click');
      await field('rage-click.options.clicks').locator('input').fill('1');
      await row('js-error').getByTestId('signal-on').uncheck();
      expect(await axeViolations(page)).toEqual([]);
      await field('rage-click.options.clicks').locator('input').fill('6');
      await page.getByTestId('start-preview').click();
      tell('done', 500);
      await soon(() => page.getByTestId('preview').getAttribute('data-state')).toBe('done');
      expect(await axeViolations(page)).toEqual([]);
    });
  }

  it('fits a narrow window', async () => {
    await openPage({ viewport: { width: 390, height: 800 } });
    await open('rage-click');
    await field('rage-click.options.clicks').locator('input').fill('6');
    await page.getByTestId('start-preview').click();
    tell('done', 500);
    await soon(() => page.getByTestId('preview').getAttribute('data-state')).toBe('done');
    for (const words of ['No longer flagged', 'Struggle scores']) await page.getByText(words).click();
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBe(0);
  });

  it('says what to do when the settings cannot be read', async () => {
    server.answers.set('GET /projects/default/detection', () => ({
      status: 503,
      name: 'store_unavailable',
      detail: 'Try again soon.',
    }));
    await page.reload();
    const error = page.getByTestId('signals-error');
    await error.waitFor();
    expect(await error.textContent()).toContain('Try again soon.');
    server.answers.set('GET /projects/default/detection', () => kept);
    await error.getByRole('button').click();
    await rows().first().waitFor();
  });
});
