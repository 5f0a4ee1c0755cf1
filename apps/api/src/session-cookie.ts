import { createHmac, randomBytes } from 'node:crypto';
import { equalSecrets } from './equal.ts';

/** Seconds for which a sign-in holds. */
export const COOKIE_SECONDS: number = 30 * 24 * 60 * 60;

/** Makes and checks the values of sign-in cookies: `expires.nonce.signature`. */
export interface CookieJar {
  issue(now: number): string;
  isValid(value: string, now: number): boolean;
  /** Makes a valid value invalid before its time. */
  revoke(value: string, now: number): void;
}

/**
 * `now` in epoch milliseconds everywhere. The token takes part in the signature, so a new token ends all sign-ins.
 * Revocations live in memory: behind a restart a value that was signed out and stolen holds until it expires.
 */
export function createCookieJar({ cookieSecret, adminToken }: { cookieSecret: string; adminToken: string }): CookieJar {
  const revoked = new Map<string, number>();
  const sign = (body: string) =>
    createHmac('sha256', cookieSecret).update(adminToken).update('\0').update(body).digest('base64url');

  /** Epoch milliseconds at which a value that we signed expires, else 0. */
  function expiryOf(value: string): number {
    const [, body = '', seconds, signature = ''] = /^((\d{1,12})\.[\w-]{22})\.([\w-]{43})$/.exec(value) ?? [];
    return equalSecrets(sign(body), signature) ? Number(seconds) * 1000 : 0;
  }

  return {
    issue(now) {
      const body = `${Math.floor(now / 1000) + COOKIE_SECONDS}.${randomBytes(16).toString('base64url')}`;
      return `${body}.${sign(body)}`;
    },
    isValid: (value, now) => expiryOf(value) > now && !revoked.has(value),
    revoke(value, now) {
      for (const [old, expiry] of revoked) if (expiry <= now) revoked.delete(old);
      const expiry = expiryOf(value);
      if (expiry > now) revoked.set(value, expiry);
    },
  };
}
