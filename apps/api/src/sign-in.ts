import { randomBytes } from 'node:crypto';
import { type Client, endSignIns, type StoredSignIn, type StoredUser, saveSignIn } from '@falter/store';
import type { Context } from 'hono';
import { bodies } from './account-schemas.ts';
import type { Accounts } from './accounts.ts';
import { readCookies, sendCookie, takeCookies } from './cookies.ts';
import { equalSecrets, sha256Hex } from './equal.ts';
import type { KnownDevices } from './known-device.ts';
import { isPassword } from './password-hash.ts';
import { ApiError } from './problem.ts';
import { readBody } from './read-body.ts';
import type { SignInLimit } from './sign-in-limit.ts';

/** Seconds for which a sign-in holds. */
export const SIGN_IN_SECONDS: number = 30 * 24 * 60 * 60;

/** Seconds for which a browser that signed in is told from a stranger. */
const DEVICE_SECONDS = 365 * 24 * 60 * 60;

export interface SignInParts {
  accounts: Accounts;
  adminToken: string;
  devices: KnownDevices;
  limit: SignInLimit;
  writer: Client;
}

/** POST /sign-in. @throws ApiError `bad_body`, `wrong_credentials`, `too_many_failures` */
export async function signIn(c: Context, parts: SignInParts): Promise<Response> {
  const body = await readBody(c, bodies.signIn);
  if ('login' in body) {
    await startSignIn(c, { user: await userOfPassword(c, body, parts) }, parts);
  } else {
    // Not limited, as the bearer is not: it cannot be guessed, and its owner must get in whatever strangers do.
    if (!equalSecrets(body.token, parts.adminToken)) throw new ApiError('wrong_credentials', 'This token is wrong.');
    await startSignIn(c, { adminToken: parts.adminToken }, parts);
  }
  return c.body(null, 204);
}

interface Credentials {
  login: string;
  password: string;
}

async function userOfPassword(c: Context, given: Credentials, parts: SignInParts): Promise<StoredUser> {
  const login = given.login.trim().toLowerCase().normalize('NFKC');
  const { users } = await parts.accounts.read();
  const user = [...users.values()].find((one) => one.login === login);
  const values = user ? readCookies(c, 'falter-device') : [];
  const device = values.map((value) => parts.devices.nonceOf(value, user?.id ?? '')).find((nonce) => nonce);
  const attempt = parts.limit.attempt({ login: sha256Hex(login), device });
  // Somebody who is not there takes as long as a wrong password, and hears the same.
  const right = await isPassword(given.password, user?.password ?? '');
  if (!right || !user || user.disabled) {
    throw new ApiError('wrong_credentials', 'This login and password do not belong together.');
  }
  attempt.forgive();
  return user;
}

/** Signs the browser in that asks; a sign-in that it had before ends. */
export async function startSignIn(
  c: Context,
  who: { user: StoredUser } | { adminToken: string },
  { accounts, devices, writer }: Pick<SignInParts, 'accounts' | 'devices' | 'writer'>,
): Promise<void> {
  const value = randomBytes(32).toString('base64url');
  const now = Date.now();
  const proof =
    'user' in who ? { user: who.user.id, tokenHash: '' } : { user: '', tokenHash: sha256Hex(who.adminToken) };
  await accounts.change(async ({ signIns, users }) => {
    if ('user' in who) refuseChanged(who.user, users.get(who.user.id));
    await endSignIns(writer, carried(c, signIns));
    const times = { createdAt: now, expiresAt: now + SIGN_IN_SECONDS * 1000 };
    await saveSignIn(writer, { id: sha256Hex(value), ...proof, ...times });
  });
  sendCookie(c, 'falter', { value, seconds: SIGN_IN_SECONDS });
  if (!('user' in who)) return;
  sendCookie(c, 'falter-device', { value: devices.issue(who.user.id), seconds: DEVICE_SECONDS });
}

/**
 * Checking a password takes a while. One that was changed meanwhile, or whose user was, signs nobody in: what such a change
 * ends, it could not find yet. @throws ApiError `wrong_credentials`
 */
function refuseChanged(checked: StoredUser, now: StoredUser | undefined): void {
  if (now && !now.disabled && now.password === checked.password) return;
  throw new ApiError('wrong_credentials', 'This login and password do not belong together any more.');
}

/**
 * POST /sign-out: the cookie is worth nothing from now on, wherever a copy of it may be; with `everywhere`, nor is any
 * other that the same user, or the admin token, signed in with.
 */
export async function signOut(
  c: Context,
  { accounts, writer }: Pick<SignInParts, 'accounts' | 'writer'>,
): Promise<Response> {
  const { everywhere = false } = c.req.header('content-type') ? await readBody(c, bodies.signOut) : {};
  if (carried(c, (await accounts.read()).signIns).length > 0) {
    await accounts.change(async ({ signIns }) => {
      const own = carried(c, signIns);
      const users = new Set(own.map(({ user }) => user));
      await endSignIns(writer, everywhere ? [...signIns.values()].filter(({ user }) => users.has(user)) : own);
    });
  }
  takeCookies(c, 'falter');
  // What the browser keeps for its back button goes as well.
  c.header('clear-site-data', '"cache"');
  return c.body(null, 204);
}

/** Sign-ins whose cookies a request carries. */
export function carried(c: Context, signIns: ReadonlyMap<string, StoredSignIn>): StoredSignIn[] {
  return readCookies(c, 'falter').flatMap((value) => signIns.get(sha256Hex(value)) ?? []);
}
