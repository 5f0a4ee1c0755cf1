import { randomBytes } from 'node:crypto';
import { type StoredSignIn, type StoredUser, saveSignIn, saveUser } from '@falter/store';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { createAccounts } from './accounts.ts';
import type { Asker } from './asker.ts';
import { requireSignIn } from './auth.ts';
import { sha256Hex } from './equal.ts';
import { answerProblem } from './problem.ts';
import { TOKEN } from './test-api.ts';
import { changedUser, newUser } from './user-rows.ts';

const store = useStore();

/** A guarded route on accounts whose clock stands still: what was read once stays known. */
function start() {
  const accounts = createAccounts(store.client, () => 0);
  const app = new Hono<{ Variables: { asker: Asker } }>();
  app.use(requireSignIn({ accounts, adminToken: TOKEN, writer: store.client }));
  app.onError(answerProblem);
  app.get('/', (c) => c.json(c.get('asker')));
  const ask = (cookie: string) => Promise.resolve(app.request('/', { headers: { cookie: `falter=${cookie}` } }));
  return { accounts, ask };
}

/** Somebody who is signed in, as the store has it: the cookie. */
async function signedIn(user: Partial<StoredUser>, signIn: Partial<StoredSignIn> = {}): Promise<string> {
  const person = newUser({ login: randomBytes(6).toString('hex'), name: 'Ann', role: 'support' }, Date.now());
  await saveUser(store.client, changedUser(person, user));
  const value = randomBytes(32).toString('base64url');
  const times = { createdAt: Date.now(), expiresAt: Date.now() + 60_000 };
  await saveSignIn(store.client, { id: sha256Hex(value), user: person.id, tokenHash: '', ...times, ...signIn });
  return value;
}

describe('a sign-in that the store still has', () => {
  it('lets in whose it is', async () => {
    const cookie = await signedIn({});
    const answer = await start().ask(cookie);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ kind: 'user', name: 'Ann', role: 'support' });
  });

  it('lets nobody in who is disabled, whoever disabled them', async () => {
    expect((await start().ask(await signedIn({ disabled: true }))).status).toBe(401);
  });

  it('lets nobody in who is not there any more', async () => {
    expect((await start().ask(await signedIn({}, { user: 'gone' }))).status).toBe(401);
  });

  it('ends at its time, also between two looks at the store', async () => {
    const { accounts, ask } = start();
    const cookie = await signedIn({}, { expiresAt: Date.now() + 5_000 });
    expect((await accounts.read()).signIns.has(sha256Hex(cookie))).toBe(true);
    await expect.poll(async () => (await ask(cookie)).status, { timeout: 20_000 }).toBe(401);
    expect((await accounts.read()).signIns.has(sha256Hex(cookie))).toBe(true);
  });
});

describe('while the store is away', () => {
  it('a cookie is told so and not signed out, and the admin token gets through to the route', async () => {
    const away = { ...store.client, rows: () => Promise.reject(new Error('down')) };
    const accounts = createAccounts(away);
    const app = new Hono().use(requireSignIn({ accounts, adminToken: TOKEN, writer: away }));
    app.onError((error, c) => (error.message === 'down' ? c.text('away', 503) : answerProblem(error, c)));
    app.get('/', (c) => c.text('ok'));
    expect((await app.request('/', { headers: { cookie: 'falter=x' } })).status).toBe(503);
    expect((await app.request('/', { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(200);
    expect((await app.request('/')).status).toBe(401);
  });
});
