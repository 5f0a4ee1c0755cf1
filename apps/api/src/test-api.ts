import { randomBytes } from 'node:crypto';
import { type Client, type StoredBatch, type StoredUser, saveSignIn, saveUser } from '@falter/store';
import type { Finding, Role, Session, SignalInfo } from '@falter/wire';
import type { Hono } from 'hono';
import { type Api, type ApiOptions, createApi } from './app.ts';
import { sha256Hex } from './equal.ts';
import { newUser } from './user-rows.ts';

// What the tests of this app share. Not part of it.

export const T0: number = Date.UTC(2026, 10, 21, 12);
export const TOKEN = 'admin-token-of-the-tests';
export const COOKIE_SECRET: string = 'c'.repeat(64);
export const SIGNALS: readonly SignalInfo[] = [
  { id: 'dead-click', title: 'Dead click', summary: 'A click that nothing answers.', weight: 15, options: [] },
  {
    id: 'rage-click',
    title: 'Rage click',
    summary: 'Three or more quick clicks in one place.',
    weight: 30,
    options: [{ name: 'clicks', label: 'Fewest clicks', unit: 'clicks', min: 2, max: 20, step: 1, standard: 3 }],
  },
];

export interface TestApi {
  app: Hono;
  issueSetUpCode: Api['issueSetUpCode'];
  /** Asks as admin, by bearer. */
  get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  /** Makes a user of this role, with what is known of it besides, and returns the cookie that it sends. */
  as: (role: Role, known?: Partial<StoredUser>) => Promise<{ cookie: string }>;
}

/** The API on a store, for one project. */
export function testApi(store: Client, project: string, more: Partial<ApiOptions> = {}): TestApi {
  const options = {
    ...more,
    store,
    writer: store,
    project,
    signals: SIGNALS,
    adminToken: TOKEN,
    cookieSecret: COOKIE_SECRET,
  };
  const { app, issueSetUpCode } = createApi(options);
  const get = async (path: string, headers = {}) =>
    app.request(path, { headers: { authorization: `Bearer ${TOKEN}`, ...headers } });
  return { app, issueSetUpCode, get, as: (role, known = {}) => signInAs({ role, ...known }, store, app) };
}

async function signInAs(
  { role, ...known }: Partial<StoredUser> & { role: Role },
  store: Client,
  app: Hono,
): Promise<{ cookie: string }> {
  const fresh = newUser({ login: `${role}-${randomBytes(8).toString('hex')}`, name: `A ${role}`, role }, Date.now());
  const user = { ...fresh, ...known };
  await saveUser(store, user);
  const value = randomBytes(32).toString('base64url');
  const times = { createdAt: Date.now(), expiresAt: Date.now() + 600_000 };
  await saveSignIn(store, { id: sha256Hex(value), user: user.id, tokenHash: '', ...times });
  // What the API knows may be two seconds old; a change of its own makes it ask again.
  const headers = { 'content-type': 'application/json' };
  await app.request('/api/v1/sign-in', { method: 'POST', headers, body: JSON.stringify({ token: TOKEN }) });
  return { cookie: `falter=${value}` };
}

/** An id of a session that passes `ID_PATTERN`, from a short name. */
export function sessionId(name: string): string {
  return `session-${name.padEnd(12, '_')}`;
}

export function session(values: Partial<Session>): Session {
  return {
    project: 'p',
    id: sessionId('one'),
    firstSeenAt: T0,
    lastSeenAt: T0 + 5000,
    startedAt: T0 - 100,
    endedAt: T0 + 4900,
    entryUrl: 'https://shop.example/',
    title: 'Shop',
    release: '1.2.3',
    browser: 'Firefox 140',
    os: 'Linux',
    device: 'desktop',
    viewport: '1280x720',
    language: 'en',
    bot: false,
    botReasons: [],
    closed: false,
    score: 0,
    findings: [],
    pages: 1,
    clicks: 2,
    events: 30,
    tabs: ['tab-aaaaaaaaaaaaaaaa'],
    dropped: 0,
    gaps: 0,
    skipped: 0,
    hasSnapshot: true,
    search: 'https://shop.example/ pay now',
    person: '',
    traits: {},
    attributes: {},
    supportCode: '',
    notes: [],
    ...values,
  };
}

export function finding(values: Partial<Finding>): Finding {
  return {
    id: 'finding-1',
    signal: 'rage-click',
    version: 1,
    tab: 'tab-aaaaaaaaaaaaaaaa',
    at: T0 + 1000,
    until: T0 + 1800,
    page: 'https://shop.example/cart',
    target: { nodeId: 12, tag: 'button', label: 'button "Pay now"', selector: 'main > button' },
    evidence: [{ kind: 'click', at: T0 + 1000, text: 'click on button "Pay now", no effect' }],
    why: 'Clicked button "Pay now" 5 times in 0.8 seconds and nothing happened.',
    confidence: 0.5,
    provisional: true,
    ...values,
  };
}

export function batch(values: Partial<StoredBatch>): StoredBatch {
  return {
    project: 'p',
    session: sessionId('one'),
    tab: 'tab-aaaaaaaaaaaaaaaa',
    seq: 0,
    firstSeenAt: T0,
    receivedAt: T0 + 1000,
    sentAt: T0 + 900,
    page: 'page-1',
    secret: 'a'.repeat(64),
    hash: 'b'.repeat(64),
    release: '1.2.3',
    userAgent: 'Browser/1',
    dropped: 0,
    events: 2,
    bytes: 20,
    lines: '{"type":4}\n{"type":2}',
    ...values,
  };
}
