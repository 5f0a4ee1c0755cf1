import type { NewApiToken, SessionList, SessionWork } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordedPage } from '../apps/viewer/src/testing/test-replay.ts';
import { launchBrowser } from './browser.ts';
import { ADMIN_TOKEN, type FalterProcess, startFalter, until } from './falter-process.ts';
import { putHandOn } from './hand.ts';

/**
 * Work with a session, on real parts: an agent comments and tags it and makes a link; a colleague without an account sees this session
 * by it and nothing else, until the link is ended.
 */
let falter: FalterProcess;
let browser: Browser;
let session: string;

beforeAll(async () => {
  falter = await startFalter();
  browser = await launchBrowser();
  session = await visitedShop();
});

afterAll(async () => {
  await browser?.close();
  expect(await falter?.stop()).toBe(0);
});

async function visitedShop(): Promise<string> {
  const page = await (await browser.newContext()).newPage();
  putHandOn(page);
  const recorded = page.waitForResponse((answer) => answer.url().endsWith('/v1/batch') && answer.ok());
  await page.goto(falter.shopUrl);
  await recorded;
  await page.context().close();
  const { sessions } = await until(
    () => falter.get<SessionList>('/api/v1/sessions'),
    (list) => list.sessions.length > 0,
    30_000,
  );
  return sessions[0]?.id ?? '';
}

const replayed = (page: Page) => recordedPage(page).locator('h1, h2').first().textContent({ timeout: 30_000 });

const statusForAgent = async (agent: Page, refused: string) => {
  const hash = refused.split('/').at(-1);
  return (await agent.request.get(`${falter.url}/api/v1/assets/${hash}`)).status();
};

it('an agent comments, tags and shares; who has the link sees the session and nothing else, until it is ended', async () => {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
  const agent = await (await browser.newContext({ extraHTTPHeaders: headers })).newPage();
  await agent.goto(`${falter.url}/sessions/${session}?at=10`);
  await agent.locator('[data-testid=player][data-state=paused]').waitFor();
  await agent.getByTestId('tab-comments').click();
  await agent.getByTestId('new-tag').fill('payment');
  await agent.getByTestId('new-tag').press('Enter');
  await agent.getByTestId('tag').getByText('payment').waitFor();
  await agent.getByTestId('new-comment').fill('Look here.');
  await agent.getByTestId('new-comment').press('Control+Enter');
  await agent.getByTestId('comment').getByText('Look here.').waitFor();
  const work = await falter.get<SessionWork>(`/api/v1/sessions/${session}/work`);
  expect(work).toMatchObject({ tags: ['payment'], comments: [{ text: 'Look here.', at: 10 }] });
  expect(await agent.getByTestId('comment-mark').getAttribute('title')).toBe('Look here.');
  await agent.keyboard.press('Home');
  await agent.getByTestId('comment-mark').click();
  expect(await agent.getByTestId('player').getAttribute('data-at')).toBe('10');

  await agent.getByTestId('share').click();
  await agent.getByTestId('make-share').click();
  const link = (await agent.getByTestId('share-link').textContent()) ?? '';
  expect(link).toMatch(new RegExp(`^${falter.url}/shared/${session}\\?at=10&tab=[\\w-]+#[\\w-]{43}$`));

  const guest = await (await browser.newContext()).newPage();
  const refused: string[] = [];
  guest.on('response', (answer) => void (answer.status() >= 400 && refused.push(`${answer.status()} ${answer.url()}`)));
  await guest.goto(link);
  await guest.locator('[data-testid=player][data-state=paused]').waitFor();
  expect(await replayed(guest)).toBe(await replayed(agent));
  // A visitor who leaves early leaves files out, which nobody gets to see.
  const files = refused.filter((line) => line.includes('/assets/'));
  for (const file of files) expect(await statusForAgent(agent, file)).toBe(404);
  expect(refused.filter((line) => !files.includes(line))).toEqual([]);
  expect(await guest.locator('[data-testid=person-panel], [data-testid=work-panel], nav a').count()).toBe(0);
  // Loaded anew without the token: the cookie is enough, and it opens no other page.
  await guest.goto(link.split('#')[0] ?? '');
  await guest.locator('[data-testid=player][data-state=paused]').waitFor();
  expect((await guest.request.get(`${falter.url}/api/v1/sessions`)).status()).toBe(401);

  await agent.getByTestId('end-share').click();
  await agent.getByTestId('end-share').waitFor({ state: 'detached' });
  await guest.goto('about:blank');
  await guest.goto(link);
  await guest.getByTestId('share-over').waitFor();
}, 120_000);

it('what people did with it is found again: by tag, by comment, by who watched', async () => {
  const found = async (q: string): Promise<string[]> => {
    const { sessions } = await falter.get<SessionList>(`/api/v1/sessions?q=${encodeURIComponent(q)}`);
    return sessions.map(({ id }) => id);
  };
  for (const q of ['tag:payment', 'tag:PAYMENT is:commented', '-watched:me'])
    expect(await found(q), q).toEqual([session]);
  // The admin token is a program: what it reads is not watched by anybody.
  for (const q of ['-tag:payment', 'tag:refund', 'watched:anyone']) expect(await found(q), q).toEqual([]);
});

it('who sees numbers only is told so in the place of the replay, and asks for nothing that is refused', async () => {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
  const wish = { name: 'Board', role: 'numbers', expiresAt: null };
  const made = await fetch(`${falter.url}/api/v1/tokens`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  });
  const { secret } = (await made.json()) as NewApiToken;
  const context = await browser.newContext({ extraHTTPHeaders: { authorization: `Bearer ${secret}` } });
  const page = await context.newPage();
  const refused: string[] = [];
  page.on('response', (answer) => void (answer.status() >= 400 && refused.push(`${answer.status()} ${answer.url()}`)));
  await page.goto(`${falter.url}/sessions/${session}`);
  await page.getByTestId('replay-failed').getByText('Your role sees what was found and counted').waitFor();
  await page.getByText('Your role does not see what visitors did, step by step.').waitFor();
  expect(refused).toEqual([]);
}, 60_000);
