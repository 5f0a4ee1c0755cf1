import { encode } from '../host/bytes.ts';
import { toJson } from '../host/json.ts';
import type { Site } from '../recording/recording.ts';

/** Whom to ask, and by what. */
type Asked = Pick<Site, 'endpoint' | 'key' | 'send'>;

/**
 * Whether somebody wants to see the next session of this person. The id leaves as its SHA-256 only, in a body; where the browser has no
 * SHA-256 (http) nobody is asked. Never rejects.
 */
export async function isWished({ endpoint, key, send }: Asked, person: string): Promise<boolean> {
  try {
    const digest = await crypto.subtle.digest('SHA-256', encode(person) as Uint8Array<ArrayBuffer>);
    const hash = [...new Uint8Array(digest)].map((byte) => (byte + 256).toString(16).slice(1)).join('');
    const answer = await send(`${endpoint}/v1/person`, {
      method: 'POST',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { 'content-type': 'text/plain' },
      body: toJson({ v: 1, key, person: hash }),
    });
    return (await answer.json()).record === true;
  } catch {
    return false;
  }
}
