import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/** Over https the prefix keeps other hosts and plain http from setting it; over http a browser refuses the prefix. */
const PREFIX = '__Host-';

/** `falter` holds a sign-in, `falter-device` tells a browser that signed in before. */
export type CookieName = 'falter' | 'falter-device';

/** Values of a cookie that a request carries: of http or of https, after a change from one to the other both. */
export function readCookies(c: Context, name: CookieName): string[] {
  return [getCookie(c, name), getCookie(c, PREFIX + name)].filter((value) => value !== undefined);
}

/** Sets a cookie, and takes away its other spelling where the request carries one. */
export function sendCookie(c: Context, name: CookieName, { value, seconds }: { value: string; seconds: number }): void {
  const [own, other] = isHttps(c) ? [PREFIX + name, name] : [name, PREFIX + name];
  if (getCookie(c, other) !== undefined) write(c, { name: other, value: '', seconds: 0 });
  write(c, { name: own, value, seconds });
}

/** Takes away every spelling of a cookie that a request carries. */
export function takeCookies(c: Context, name: CookieName): void {
  for (const carried of [name, PREFIX + name]) {
    if (getCookie(c, carried) !== undefined) write(c, { name: carried, value: '', seconds: 0 });
  }
}

function write(c: Context, { name, value, seconds }: { name: string; value: string; seconds: number }): void {
  const secure = name.startsWith(PREFIX);
  setCookie(c, name, value, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: seconds, secure });
}

/** Behind a proxy that ends TLS our own URL says http; the Origin of the page that signs in says how it was loaded. */
export function isHttps(c: Context): boolean {
  return c.req.url.startsWith('https:') || (c.req.header('origin') ?? '').startsWith('https:');
}
