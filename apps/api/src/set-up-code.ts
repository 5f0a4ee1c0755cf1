import { randomBytes } from 'node:crypto';
import { equalSecrets } from './equal.ts';

/** Milliseconds for which a code can be used. */
export const SET_UP_CODE_MS: number = 60 * 60 * 1000;

export interface SetUpCode {
  /** A new code; the one before is worth nothing from then on. */
  issue(): string;
  /** Whether it is the code that was issued, unused and in time. */
  holds(code: string): boolean;
  useUp(): void;
}

/** The code of the one-time link. `clock` in milliseconds; the default runs on when somebody sets the time of day. */
export function createSetUpCode(clock: () => number = () => performance.now()): SetUpCode {
  let open: { code: string; until: number } | undefined;
  return {
    issue() {
      open = { code: randomBytes(32).toString('base64url'), until: clock() + SET_UP_CODE_MS };
      return open.code;
    },
    holds: (code) => open !== undefined && clock() < open.until && equalSecrets(code, open.code),
    useUp() {
      open = undefined;
    },
  };
}
