import { createFailureLimit } from './failure-limit.ts';
import { ApiError } from './problem.ts';

/** Failures a minute for one login or one known device, and for all strangers together: 60 hashes are 20 s of one core. */
const FAILURES_EACH = 10;
const FAILURES_OF_STRANGERS = 60;

export interface SignInLimit {
  /** Counts an attempt as failed until it is forgiven. @throws ApiError `too_many_failures` with the seconds to wait */
  attempt(who: { login: string; device: string | undefined }): { forgive(): void };
}

/**
 * Wrong passwords. A browser that signed in before (`device`) is counted by itself: so strangers who guess at a login, or
 * at all of them, use up what strangers have, and its owner still gets in.
 */
export function createSignInLimit(clock?: () => number): SignInLimit {
  const each = createFailureLimit(FAILURES_EACH, clock);
  const strangers = createFailureLimit(FAILURES_OF_STRANGERS, clock);
  return {
    attempt({ login, device }) {
      const name = device === undefined ? `login ${login}` : `device ${device}`;
      const waitMs = Math.max(each.waitMs(name), device === undefined ? strangers.waitMs('') : 0);
      if (waitMs > 0) throw tooMany(waitMs);
      const counted = [each.count(name), ...(device === undefined ? [strangers.count('')] : [])];
      return {
        forgive() {
          for (const failure of counted) failure.forgive();
        },
      };
    },
  };
}

function tooMany(waitMs: number): ApiError {
  const seconds = Math.ceil(waitMs / 1000);
  const detail = `Too many failed sign-ins. Try again in ${seconds} s.`;
  return new ApiError('too_many_failures', detail, { 'retry-after': `${seconds}` });
}
