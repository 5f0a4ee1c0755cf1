import { createHmac, randomBytes } from 'node:crypto';
import { equalSecrets } from './equal.ts';

/** Tells browsers in which a user signed in before. It is no sign-in: all that it is good for is to be counted alone. */
export interface KnownDevices {
  /** What the browser is given to keep: `nonce.signature`. */
  issue(user: string): string;
  /** The nonce of what a browser kept, undefined when it is not ours or another user's. */
  nonceOf(value: string, user: string): string | undefined;
}

/** `secret` outlives restarts; a new one only means that browsers are strangers until the next sign-in. */
export function createKnownDevices(secret: string): KnownDevices {
  const sign = (user: string, nonce: string) =>
    createHmac('sha256', secret).update(`known-device\0${user}\0${nonce}`).digest('base64url');
  return {
    issue(user) {
      const nonce = randomBytes(16).toString('base64url');
      return `${nonce}.${sign(user, nonce)}`;
    },
    nonceOf(value, user) {
      const [, nonce = '', signature = ''] = /^([\w-]{22})\.([\w-]{43})$/.exec(value) ?? [];
      return equalSecrets(signature, sign(user, nonce)) ? nonce : undefined;
    },
  };
}
