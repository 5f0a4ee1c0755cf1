import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type FalterProcess, startFalter } from './falter-process.ts';

/**
 * The way into a new installation, as its people go it: the link in the terminal, the first admin, somebody invited, and
 * what a role may not do. One story: each step stands on the one before.
 */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const JO = { login: 'jo@shop.example', name: 'Jo Marsh', password: 'harbour fog at nine' };
const ANN = { login: 'ann', name: 'Ann Reed', password: 'low tide tea house' };

const data = mkdtempSync(join(tmpdir(), 'falter-accounts-'));
const complaints: string[] = [];
let falter: FalterProcess;
let browser: Browser;
let jo: Page;
let ann: Page;

beforeAll(async () => {
  falter = await startFalter({ data, env: { FALTER_ADMIN_TOKEN: '' } });
  browser = await launchBrowser();
  jo = await newPage();
  ann = await newPage();
});

afterAll(async () => {
  await browser?.close();
  await falter?.stop();
  rmSync(data, { recursive: true, force: true });
});

async function newPage(): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  return page;
}

/** Nothing for axe to complain about, in light and in dark, and nothing beyond the edge of a narrow screen. */
async function expectWellMade(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => {
      const { violations } = await (window as never as { axe: typeof import('axe-core') }).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    expect(found).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1280, height: 900 });
}

function setUpLink(output: string): string | undefined {
  return /http\S+\/set-up\?code=\S+/.exec(output)?.[0];
}

async function statusAs(page: Page, path: string, init: { method?: string; body?: string } = {}): Promise<number> {
  return page.evaluate(
    async ([url = '', method = 'GET', body]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) })).status;
    },
    [path, init.method, init.body],
  );
}

async function signOut(page: Page): Promise<void> {
  await page.getByTestId('user-menu').click();
  await page.getByTestId('sign-out').click();
  await page.getByTestId('sign-in-page').waitFor();
}

async function signIn(page: Page, { login, password }: { login: string; password: string }): Promise<void> {
  await page.getByTestId('login').fill(login);
  await page.getByTestId('password').fill(password);
  await page.getByTestId('sign-in').click();
}

describe('a new installation', () => {
  it('prints a set-up link, and says on the sign-in page to open it', async () => {
    expect(setUpLink(falter.output())).toBeDefined();
    expect(falter.output()).not.toMatch(/^ {2}sign in/m);
    await jo.goto(falter.url);
    await jo.getByTestId('not-set-up').waitFor();
    expect(await jo.getByTestId('password').count()).toBe(0);
    await expectWellMade(jo);
  });

  it('gets its first admin by the link, which says what is wrong as one types', async () => {
    await jo.goto(setUpLink(falter.output()) ?? '');
    const create = jo.getByTestId('create-admin');
    await jo.getByTestId('login').fill('jo marsh');
    await jo.getByText('Without spaces').waitFor();
    await jo.getByTestId('login').fill(JO.login);
    await jo.getByTestId('name').fill(JO.name);
    await jo.getByTestId('new-password').fill('harbour');
    await jo.getByText('At least 12 characters: 5 more.').waitFor();
    expect(await create.isDisabled()).toBe(true);
    await jo.getByTestId('new-password').fill(JO.password);
    await jo.getByText('A good length.').waitFor();
    await expectWellMade(jo);
    await create.click();
    await jo.waitForURL('**/settings/install');
    await jo.getByTestId('user-menu').click();
    expect(await jo.getByTestId('user-name').textContent()).toBe(JO.name);
    expect(await jo.getByTestId('user-role').textContent()).toBe('admin');
    await expectWellMade(jo);
    await jo.keyboard.press('Escape');
    expect(await jo.getByTestId('sign-out').isVisible()).toBe(false);
  });

  it('has a link that works once', async () => {
    await ann.goto(setUpLink(falter.output()) ?? '');
    await ann.getByTestId('link-over').waitFor();
    await expectWellMade(ann);
  });
});

describe('somebody who is invited', () => {
  let link = '';

  it('is given a link by the admin', async () => {
    await jo.getByTestId('user-menu').click();
    await jo.getByTestId('to-team').click();
    await jo.getByTestId('invite-login').fill(ANN.login);
    await jo.getByTestId('invite-name').fill(ANN.name);
    await jo.getByTestId('invite-role').selectOption('support');
    await jo.getByTestId('invite').click();
    link = (await jo.getByTestId('invitation-link-text').textContent()) ?? '';
    expect(link).toMatch(/\/invitation\?code=[\w-]{43}$/);
    await jo.locator(`[data-testid=person][data-login="${ANN.login}"]`).getByText('invited').waitFor();
    await expectWellMade(jo);
    await jo.getByTestId('invite-login').fill(ANN.login.toUpperCase());
    await jo.getByTestId('invite').click();
    await jo.getByText('Somebody has this login already').waitFor();
  });

  it('chooses a password and is in, in the role that was given', async () => {
    await ann.goto(link);
    await ann.getByText(`Welcome, ${ANN.name}`).waitFor();
    await ann.getByTestId('new-password').fill(ANN.password);
    await expectWellMade(ann);
    await ann.getByTestId('accept').click();
    await ann.waitForURL('**/sessions');
    await ann.getByTestId('user-menu').click();
    expect(await ann.getByTestId('user-role').textContent()).toBe('support');
    expect(await ann.getByTestId('to-team').count()).toBe(0);
  });

  it('neither sees nor gets what the role may not do', async () => {
    await ann.goto(`${falter.url}/settings/account`);
    await ann.getByTestId('account-section').waitFor();
    const sections = await ann.locator('nav[aria-label=Settings] a').allTextContents();
    expect(sections).toContain('Your account');
    expect(sections).not.toContain('Team');
    expect(sections).not.toContain('API tokens');
    await expectWellMade(ann);
    await ann.goto(`${falter.url}/settings/team`);
    await ann.getByTestId('forbidden-section').waitFor();
    expect(await statusAs(ann, '/api/v1/sessions')).toBe(200);
    for (const path of ['/api/v1/users', '/api/v1/tokens']) expect(await statusAs(ann, path)).toBe(403);
    const body = JSON.stringify({ name: 'mine', role: 'admin', expiresAt: null });
    expect(await statusAs(ann, '/api/v1/tokens', { method: 'POST', body })).toBe(403);
  });

  it('may more as soon as the admin says so, and is out as soon as the admin says so', async () => {
    const row = jo.locator(`[data-testid=person][data-login="${ANN.login}"]`);
    await jo.goto(`${falter.url}/settings/team`);
    await row.getByTestId('person-role').selectOption('admin');
    await jo.getByText(`${ANN.name} is admin now`).waitFor();
    expect(await statusAs(ann, '/api/v1/users')).toBe(200);
    await row.getByTestId('disable').click();
    await row.getByText('disabled').waitFor();
    expect(await statusAs(ann, '/api/v1/me')).toBe(401);
    await ann.goto(`${falter.url}/sessions`);
    await ann.getByTestId('sign-in-page').waitFor();
    await signIn(ann, ANN);
    await ann.getByText('do not belong together').waitFor();
    await row.getByTestId('disable').click();
    await row.getByText('may sign in').waitFor();
    await signIn(ann, ANN);
    await ann.getByTestId('user-menu').waitFor();
  });
});

describe('the admin', () => {
  it('makes a token for a script, and takes it away', async () => {
    await jo.goto(`${falter.url}/settings/tokens`);
    await jo.getByTestId('no-tokens').waitFor();
    await jo.getByTestId('token-name').fill('nightly report');
    await jo.getByTestId('make-token').click();
    const secret = (await jo.getByTestId('new-token-text').textContent()) ?? '';
    const ask = () => fetch(`${falter.url}/api/v1/sessions`, { headers: { authorization: `Bearer ${secret}` } });
    expect((await ask()).status).toBe(200);
    const command = await jo.getByTestId('new-token-example-text').textContent();
    expect(command).toBe(`curl -H "authorization: Bearer ${secret}" "${falter.url}/api/v1/sessions"`);
    await jo.locator('[data-testid=token-row]').waitFor();
    await expectWellMade(jo);
    await jo.getByTestId('remove-token').click();
    await jo.getByTestId('confirm-yes').click();
    await jo.getByTestId('no-tokens').waitFor();
    expect((await ask()).status).toBe(401);
  });

  it('cannot take away the last admin', async () => {
    await jo.goto(`${falter.url}/settings/team`);
    const ann = jo.locator(`[data-testid=person][data-login="${ANN.login}"]`);
    const own = jo.locator(`[data-testid=person][data-login="${JO.login}"]`);
    await ann.getByTestId('person-role').selectOption('product');
    await jo.getByText(`${ANN.name} is product now`).waitFor();
    await own.getByTestId('person-role').selectOption('support');
    await jo.getByText('This is the last admin').waitFor();
    await expect.poll(() => own.getByTestId('person-role').inputValue(), { timeout: 10_000 }).toBe('admin');
    await own.getByTestId('remove-person').click();
    await jo.getByTestId('confirm-yes').click();
    await jo.getByText('This is the last admin').waitFor();
    expect(await own.count()).toBe(1);
  });

  it('changes the password, which signs out everywhere else', async () => {
    const elsewhere = await newPage();
    await elsewhere.goto(falter.url);
    await signIn(elsewhere, JO);
    await elsewhere.getByTestId('user-menu').waitFor();
    await jo.goto(`${falter.url}/settings/account`);
    await jo.getByTestId('current-password').fill('not the password');
    await jo.getByTestId('new-password').fill('another fog at ten');
    await jo.getByTestId('change-password').click();
    await jo.getByText('This is not your present password').waitFor();
    await jo.getByTestId('current-password').fill(JO.password);
    await jo.getByTestId('change-password').click();
    await jo.getByText('Password changed').waitFor();
    JO.password = 'another fog at ten';
    expect(await statusAs(elsewhere, '/api/v1/me')).toBe(401);
    expect(await statusAs(jo, '/api/v1/me')).toBe(200);
    await elsewhere.context().close();
  });

  it('signs out and in again, and everywhere', async () => {
    await signOut(jo);
    expect(await statusAs(jo, '/api/v1/me')).toBe(401);
    await signIn(jo, { ...JO, password: 'wrong' });
    await jo.getByText('do not belong together').waitFor();
    await expectWellMade(jo);
    await signIn(jo, JO);
    await jo.getByTestId('user-menu').waitFor();
    await jo.goto(`${falter.url}/settings/account`);
    await jo.getByTestId('sign-out-everywhere').click();
    await jo.getByTestId('sign-in-page').waitFor();
    await signIn(jo, JO);
    await jo.getByTestId('user-menu').waitFor();
  });
});

describe('the next start', () => {
  it('prints where to sign in and no link, and knows who was signed in', async () => {
    const ports = { main: Number(new URL(falter.url).port), shop: Number(new URL(falter.shopUrl).port) };
    await falter.stop({ keep: true });
    falter = await startFalter({ data, ports, env: { FALTER_ADMIN_TOKEN: '' } });
    expect(setUpLink(falter.output())).toBeUndefined();
    expect(falter.output()).toContain(`  sign in   ${falter.url}/sign-in\n`);
    await jo.goto(`${falter.url}/settings/team`);
    await jo.getByTestId('person').first().waitFor();
  });

  it('lets in who runs the machine, whatever became of the passwords', async () => {
    const { adminToken } = JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8')) as { adminToken: string };
    const owner = await newPage();
    await owner.goto(falter.url);
    await owner.getByText('Sign in with the admin token').click();
    await owner.getByTestId('token').fill('wrong');
    await owner.getByTestId('sign-in-token').click();
    await owner.getByText('Falter does not know this token').waitFor();
    await owner.getByTestId('token').fill(adminToken);
    await owner.getByTestId('sign-in-token').click();
    await owner.getByTestId('user-menu').click();
    await owner.getByTestId('to-team').click();
    await owner.locator(`[data-testid=person][data-login="${JO.login}"]`).getByTestId('new-link').click();
    await owner.getByTestId('invitation-link').waitFor();
    await owner.goto(`${falter.url}/settings/account`);
    await owner.getByTestId('no-account').waitFor();
    expect(complaints).toEqual([]);
  });

  it('says nothing of passwords, codes and cookies in its log', async () => {
    const log = readFileSync(join(data, 'logs', 'falter.log'), 'utf8') + falter.output();
    expect(log).not.toMatch(/harbour fog|low tide|another fog|invitation\?code|falter=/);
  });
});
