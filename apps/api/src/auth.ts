import { type Client, type StoredApiToken, saveApiTokenUse } from '@falter/store';
import type { Context, MiddlewareHandler } from 'hono';
import type { Accounts, Known } from './accounts.ts';
import type { Asker } from './asker.ts';
import { readCookies } from './cookies.ts';
import { equalSecrets, sha256Hex } from './equal.ts';
import { ApiError } from './problem.ts';

/** Milliseconds for which a use of an API token is not written down again. */
const USE_EVERY_MS = 60_000;

export interface AuthParts {
  accounts: Accounts;
  adminToken: string;
  writer: Client;
}

/** What the first characters of every API token are: for people, and for scanners that look for leaked ones. */
export const API_TOKEN_PREFIX = 'flt_';

/** Name under which the admin token acts. */
const ADMIN: Asker = { kind: 'admin-token', id: '', login: '', name: 'Admin token', role: 'admin' };

/**
 * Lets pass who brings the admin token or an API token as bearer, or the cookie of a sign-in that holds, and puts who that
 * is into the context; 401 `unauthorized` for everybody else. A wrong bearer is refused even beside a good cookie.
 */
export function requireSignIn(parts: AuthParts): MiddlewareHandler {
  return async (c, next) => {
    const [, bearer] = /^bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
    const asker = bearer === undefined ? await askerOfCookies(c, parts) : await askerOfBearer(bearer, parts);
    if (!asker) {
      const detail = 'Sign in, or send a token as authorization: Bearer TOKEN.';
      throw new ApiError('unauthorized', detail, { 'www-authenticate': 'Bearer' });
    }
    c.set('asker', asker);
    return next();
  };
}

async function askerOfBearer(bearer: string, parts: AuthParts): Promise<Asker | undefined> {
  if (equalSecrets(bearer, parts.adminToken)) return ADMIN;
  if (!bearer.startsWith(API_TOKEN_PREFIX)) return undefined;
  const token = (await parts.accounts.read()).tokens.get(sha256Hex(bearer));
  if (!token || (token.expiresAt !== 0 && token.expiresAt <= Date.now())) return undefined;
  await noteUse(token, parts.writer);
  return { kind: 'api-token', id: token.id, login: '', name: token.name, role: token.role };
}

const notedAt = new WeakMap<StoredApiToken, number>();

/** Once a minute. What cannot be written down must not stop who asks: the store says so itself to whatever he asks. */
async function noteUse(token: StoredApiToken, writer: Client): Promise<void> {
  const now = Date.now();
  if (now - Math.max(token.lastUsedAt, notedAt.get(token) ?? 0) < USE_EVERY_MS) return;
  notedAt.set(token, now);
  await saveApiTokenUse(writer, token.id, now).catch(() => undefined);
}

async function askerOfCookies(c: Context, parts: AuthParts): Promise<Asker | undefined> {
  const values = readCookies(c, 'falter');
  if (values.length === 0) return undefined;
  const known = await parts.accounts.read();
  const askers = values.map((value) => askerOfCookie(value, known, parts.adminToken));
  return askers.find((asker) => asker !== undefined);
}

function askerOfCookie(value: string, { signIns, users }: Known, adminToken: string): Asker | undefined {
  const signIn = signIns.get(sha256Hex(value));
  if (!signIn || signIn.expiresAt <= Date.now()) return undefined;
  // Bought by an admin token that was exchanged since: what it bought is worth nothing any more.
  if (signIn.user === '') return signIn.tokenHash === sha256Hex(adminToken) ? ADMIN : undefined;
  const user = users.get(signIn.user);
  if (!user || user.disabled) return undefined;
  return { kind: 'user', id: user.id, login: user.login, name: user.name, role: user.role };
}
