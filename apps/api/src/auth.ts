import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { equalSecrets } from './equal.ts';
import { ApiError } from './problem.ts';
import type { CookieJar } from './session-cookie.ts';

/** Over https the prefix keeps other hosts and plain http from setting it; over http a browser refuses the prefix. */
export const COOKIE_NAMES = { https: '__Host-falter', http: 'falter' } as const;

/** The sign-in cookies that a request carries: one name or the other, after a change from http to https both. */
export function signInCookies(c: Context): { name: string; value: string }[] {
  return Object.values(COOKIE_NAMES).flatMap((name) => {
    const value = getCookie(c, name);
    return value === undefined ? [] : [{ name, value }];
  });
}

/** Lets pass who brings the admin token as bearer or a valid sign-in cookie; 401 `unauthorized` for everybody else. */
export function requireAdmin({ adminToken, cookies }: { adminToken: string; cookies: CookieJar }): MiddlewareHandler {
  return async (c, next) => {
    const [, bearer] = /^bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
    const known =
      bearer === undefined
        ? signInCookies(c).some(({ value }) => cookies.isValid(value, Date.now()))
        : equalSecrets(bearer, adminToken);
    if (!known) {
      const detail = 'Sign in, or send the admin token as authorization: Bearer TOKEN.';
      throw new ApiError('unauthorized', detail, { 'www-authenticate': 'Bearer' });
    }
    c.set('asker', { kind: bearer === undefined ? 'user' : 'admin-token', id: '', name: 'admin', role: 'admin' });
    return next();
  };
}
