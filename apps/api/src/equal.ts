import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two secrets are equal, in a time that tells nothing about either, not even its length. */
export function equalSecrets(one: string, other: string): boolean {
  return timingSafeEqual(sha256(one), sha256(other));
}

/** SHA-256 of a text, in hex: what is kept of secrets that are random enough that nobody can guess them. */
export function sha256Hex(text: string): string {
  return sha256(text).toString('hex');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
