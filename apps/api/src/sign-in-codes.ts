import { randomBytes } from 'node:crypto';
import { sha256 } from './equal.ts';

/** Milliseconds for which a code can be used. */
export const CODE_MS: number = 60 * 60 * 1000;

/** Codes that may wait at once; a further one replaces the oldest. */
const WAITING_MAX = 5;

export interface SignInCodes {
  issue(): string;
  /** Whether it is one of ours, unused and in time; it is used up by that. */
  redeem(code: string): boolean;
}

/** One-time codes. `clock` in milliseconds; the default runs on when somebody sets the time of day. */
export function createSignInCodes(clock: () => number = () => performance.now()): SignInCodes {
  // Kept and looked up by hash: how long a look-up takes tells nothing about the code.
  const expiries = new Map<string, number>();
  return {
    issue() {
      const code = randomBytes(24).toString('base64url');
      expiries.set(sha256(code).toString('hex'), clock() + CODE_MS);
      for (const oldest of expiries.keys()) {
        if (expiries.size <= WAITING_MAX) break;
        expiries.delete(oldest);
      }
      return code;
    },
    redeem(code) {
      const hash = sha256(code).toString('hex');
      const expiry = expiries.get(hash);
      expiries.delete(hash);
      return expiry !== undefined && clock() < expiry;
    },
  };
}
