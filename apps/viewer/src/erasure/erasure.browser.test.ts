import { readFileSync } from 'node:fs';
import type { AuditRow, ErasureWish } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeViolations } from '../testing/test-axe.ts';
import { launchBrowser } from '../testing/test-browser.ts';
import { startServer, type TestServer } from '../testing/test-server.ts';
import { SESSION, sessionRow, worldOf } from '../testing/test-sessions.ts';

const ME = { kind: 'user', id: 'u', login: 'ada@shop.example', name: 'Ada', role: 'admin' };
const SETTINGS = {
  keys: [],
  origins: [],
  originsByEnvironment: false,
  retentionDays: 30,
  retentionFlaggedDays: 90,
  revision: 1,
};

let browser: Browser;
let server: TestServer;
let page: Page;
let wishes: ErasureWish[];
const complaints: string[] = [];

const part = (id: string) => page.getByTestId(id);

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
});

afterAll(async () => {
  await browser.close();
  server.close();
});

beforeEach(async () => {
  wishes = [];
  server.worlds.set(SESSION, worldOf([]));
  server.answers.clear();
  server.answers.set('GET /me', () => ME);
  server.answers.set('POST /erasures', (body) => {
    wishes.push(body as ErasureWish);
    return { sessions: 1, goneBy: new Date().toISOString() };
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
});

afterEach(async () => {
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

describe('erasing a session', () => {
  it('asks first and why, does nothing when one thinks better of it, and goes back to the list', async () => {
    await page.goto(`${server.url}/sessions/${SESSION}?panel=person`);
    await part('erase-session').click();
    expect(await axeViolations(page)).toEqual([]);
    await part('confirm-no').click();
    expect(wishes).toEqual([]);
    await part('erase-session').click();
    await part('erase-why').fill('a letter');
    await part('confirm-yes').click();
    await page.waitForURL('**/sessions');
    expect(wishes).toEqual([{ session: SESSION, why: 'a letter' }]);
  });

  it('says what the API refuses, and stays', async () => {
    server.answers.set('POST /erasures', () => ({
      status: 503,
      name: 'store_unavailable',
      detail: 'The store is away.',
    }));
    await page.goto(`${server.url}/sessions/${SESSION}?panel=person`);
    await part('erase-session').click();
    await part('confirm-yes').click();
    await expect.poll(() => part('erase-why-problem').textContent()).toBe('The store is away.');
  });

  it.each(['support', 'product'])('is not offered to %s', async (role) => {
    server.answers.set('GET /me', () => ({ ...ME, role }));
    await page.goto(`${server.url}/sessions/${SESSION}?panel=person`);
    await part('facts').waitFor();
    expect(await part('erase-session').count()).toBe(0);
  });

  it('F38 shows where a link led to: erased, and not unknown', async () => {
    const detail = 'This session was erased. Nothing of it is kept.';
    for (const part of ['', '/findings'])
      server.answers.set(`GET /sessions/session-that-was-erased${part}`, () => ({
        status: 410,
        name: 'erased',
        detail,
      }));
    await page.goto(`${server.url}/sessions/session-that-was-erased`);
    await part('session-error').waitFor();
    expect(await part('session-error').textContent()).toContain('This session was erased');
    expect(await axeViolations(page)).toEqual([]);
  });
});

describe('a person', () => {
  const ANN = { person: 'ann@shop.example', traits: { name: 'Ann Ferry' } };
  const kept = (ids: string[]) => ids.map((id) => sessionRow({ ...ANN, id }));

  beforeEach(() => {
    server.worlds.set(SESSION, worldOf([], ANN));
    server.rows = [...kept([SESSION, 'session-two-aaaaaaaa']), sessionRow({ id: 'session-of-another' })];
    server.answers.set('GET /persons/wish', () => ({ wish: null }));
    server.answers.set('POST /erasures', (body) => {
      wishes.push(body as ErasureWish);
      server.rows = server.rows.filter(({ person }) => person !== ANN.person);
      return { sessions: 2, goneBy: '2026-11-29T13:00:00.000Z' };
    });
  });

  it('is erased from the session that one looks at; the list has none of theirs at once and says where it is written down', async () => {
    await page.goto(`${server.url}/sessions/${SESSION}?panel=person`);
    await part('erase-person').click();
    expect(await part('confirm').textContent()).toContain('Erase Ann Ferry?');
    expect(await axeViolations(page)).toEqual([]);
    await part('erase-why').fill('a letter');
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/erase-person.png` });
    await page.keyboard.press('Escape');
    expect(wishes).toEqual([]);
    await part('erase-person').click();
    await part('erase-why').fill('a letter');
    await part('confirm-yes').click();
    await page.waitForURL('**/sessions');
    expect(wishes).toEqual([{ person: ANN.person, why: 'a letter' }]);
    await part('session-row').first().waitFor();
    const left = await part('session-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-session')));
    expect(left).toEqual(['session-of-another']);
    expect(await part('erased-note').textContent()).toMatch(/2 sessions erased\. Gone from the disk by \d\d:00/);
    expect(await axeViolations(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/erased-note.png` });
    server.answers.set('GET /audit', () => ({ entries: [], next: null }));
    await part('erased-note').getByRole('link').click();
    await part('audit-section').waitFor();
  });

  it('is erased from the list of their sessions, also when more than a page of them is shown', async () => {
    const many = Array.from({ length: 90 }, (_, n) => `session-${n}-aaaaaaaaaa`);
    server.rows = kept(many);
    await page.goto(`${server.url}/sessions?person=${encodeURIComponent(ANN.person)}`);
    await part('session-row').first().waitFor();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expect.poll(() => part('session-row').count()).toBeGreaterThan(50);
    await page.evaluate(() => scrollTo(0, 0));
    await part('person-data').getByTestId('erase-person').click();
    await part('confirm-yes').click();
    await part('empty-filtered').waitFor();
    expect([await part('session-row').count(), await part('person-data').count()]).toEqual([0, 0]);
    await part('erased-note').getByRole('button').click();
    expect(await part('erased-note').count()).toBe(0);
  });

  it('takes all that is kept along in one file, and half of it is not taken for all', async () => {
    const bodies: unknown[] = [];
    const answer = (lines: string) => (body: unknown) => {
      bodies.push(body);
      return { text: lines };
    };
    const whole = '{"kind":"person"}\n{"kind":"end","sessions":2,"events":7}\n';
    server.answers.set('POST /exports', answer(whole));
    await page.goto(`${server.url}/sessions/${SESSION}?panel=person`);
    await part('export-person').click();
    await part('export-why').fill('they asked');
    expect(await axeViolations(page)).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), part('confirm-yes').click()]);
    expect(download.suggestedFilename()).toBe('person.ndjson');
    expect(readFileSync(await download.path(), 'utf8')).toBe(whole);
    expect(bodies).toEqual([{ person: ANN.person, why: 'they asked' }]);
    await part('confirm').waitFor({ state: 'detached' });

    server.answers.set('POST /exports', answer('{"kind":"person"}\n{"kind":"event","eve'));
    await part('export-person').click();
    await part('confirm-yes').click();
    await expect.poll(() => part('export-why-problem').textContent()).toContain('broke off');
  });

  it.each(['support', 'product'])('is neither exported nor erased by %s', async (role) => {
    server.answers.set('GET /me', () => ({ ...ME, role }));
    await page.goto(`${server.url}/sessions/${SESSION}?panel=person`);
    await part('other-sessions').waitFor();
    expect(await part('person-data').count()).toBe(0);
  });
});

describe('the audit log', () => {
  const entry = (n: number, more: Partial<AuditRow> = {}): AuditRow => ({
    ...{
      id: `entry-${n}`,
      at: new Date(Date.now() - n * 60_000).toISOString(),
      project: 'default',
      kind: 'erased-person',
    },
    ...{ whoKind: 'user', who: 'Ada (ada)', subject: 'a'.repeat(64), why: 'a letter', count: 3 },
    ...more,
  });

  it('tells who did what and why, older entries on demand', async () => {
    const old = entry(9, { kind: 'refused', who: 'Bob (bob)', subject: 'POST /api/v1/erasures', why: '', count: 1 });
    let asked = 0;
    server.answers.set('GET /audit', () =>
      asked++ === 0
        ? { entries: [entry(1), entry(2, { whoKind: 'visitor', who: '', why: '' })], next: '1.x' }
        : { entries: [old], next: null },
    );
    await page.goto(`${server.url}/settings/audit`);
    await part('audit-entry').first().waitFor();
    expect(await part('audit-entry').count()).toBe(2);
    await part('audit-more').click();
    await expect.poll(() => part('audit-entry').count()).toBe(3);
    const text = await part('audit-entries').textContent();
    for (const words of ['Person erased', 'Ada (ada)', 'The visitor’s page', 'person aaaaaaaaaaaa…', 'not said'])
      expect(text).toContain(words);
    expect(await axeViolations(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/audit.png` });
  });
});

describe('erasing a project', () => {
  it('wants its name, and is not offered for the one that every start makes', async () => {
    const bodies: unknown[] = [];
    const projects = [
      { id: 'default', name: 'Shop' },
      { id: 'blog', name: 'Blog' },
    ];
    server.answers.set('GET /projects', () => ({ projects }));
    for (const { id, name } of projects) server.answers.set(`GET /projects/${id}`, () => ({ ...SETTINGS, id, name }));
    server.answers.set('DELETE /projects/blog', (body) => {
      bodies.push(body);
      return { sessions: 0, goneBy: new Date().toISOString() };
    });
    await page.goto(`${server.url}/settings/project?project=blog`);
    await part('erase-project').click();
    expect(await part('confirm-yes').isDisabled()).toBe(true);
    await part('erase-project-name').fill('Blog');
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/project.png`, fullPage: true });
    expect(await axeViolations(page)).toEqual([]);
    await part('confirm-yes').click();
    await expect.poll(() => bodies).toEqual([{ name: 'Blog' }]);
    await expect.poll(() => part('erase-project').count()).toBe(0);
    await part('projects').waitFor();
  });
});
