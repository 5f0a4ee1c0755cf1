import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import * as z from 'zod/mini';
import { COOKIE_NAMES, signInCookies } from './auth.ts';
import { equalSecrets } from './equal.ts';
import type { FailureLimit } from './failure-limit.ts';
import { ApiError } from './problem.ts';
import { readJson } from './read-json.ts';
import { COOKIE_SECONDS, type CookieJar } from './session-cookie.ts';
import type { SignInCodes } from './sign-in-codes.ts';

/** The body of POST /sign-in: one of the two. */
export const signInBody: z.ZodMiniType<{ token: string } | { code: string }> = z.union([
  z.strictObject({ token: z.string().check(z.minLength(1)) }),
  z.strictObject({ code: z.string().check(z.minLength(1)) }),
]);

export interface SignInParts {
  adminToken: string;
  cookies: CookieJar;
  codes: SignInCodes;
  failures: FailureLimit;
}

/** POST /sign-in. @throws ApiError `bad_body`, `wrong_credentials`, `too_many_failures` */
export async function signIn(c: Context, parts: SignInParts): Promise<Response> {
  const { adminToken, cookies, codes, failures } = parts;
  const body = signInBody.safeParse(await readJson(c.req.raw));
  if (!body.success) throw new ApiError('bad_body', 'Send {"token": "..."} or {"code": "..."}.');
  // A code cannot be guessed (192 bits): it is heard in any case, so that strangers' failures cannot lock its owner out.
  const byCode = 'code' in body.data && codes.redeem(body.data.code);
  const waitMs = failures.waitMs();
  if (!byCode && waitMs > 0) {
    const seconds = `${Math.ceil(waitMs / 1000)}`;
    throw new ApiError('too_many_failures', 'Too many failed sign-ins. Wait a minute.', { 'retry-after': seconds });
  }
  if (!byCode && !('token' in body.data && equalSecrets(body.data.token, adminToken))) {
    failures.countFailure();
    throw new ApiError('wrong_credentials', 'This token is wrong, or this code is wrong, used or too old.');
  }
  const name = isHttps(c) ? COOKIE_NAMES.https : COOKIE_NAMES.http;
  sendCookie(c, { name, value: cookies.issue(Date.now()), maxAge: COOKIE_SECONDS });
  return c.body(null, 204);
}

/** POST /sign-out: the cookie is worth nothing from now on, wherever a copy of it may be. */
export function signOut(c: Context, cookies: CookieJar): Response {
  for (const { name, value } of signInCookies(c)) {
    cookies.revoke(value, Date.now());
    sendCookie(c, { name, value: '', maxAge: 0 });
  }
  // What the browser keeps for its back button goes as well.
  c.header('clear-site-data', '"cache"');
  return c.body(null, 204);
}

function sendCookie(c: Context, { name, value, maxAge }: { name: string; value: string; maxAge: number }): void {
  const secure = name === COOKIE_NAMES.https;
  setCookie(c, name, value, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge, secure });
}

/** Behind a proxy that ends TLS our own URL says http; the Origin of the page that signs in says how it was loaded. */
function isHttps(c: Context): boolean {
  return c.req.url.startsWith('https:') || (c.req.header('origin') ?? '').startsWith('https:');
}
