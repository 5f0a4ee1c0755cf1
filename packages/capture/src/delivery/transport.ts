import { BODY_TIMEOUT_MS } from '@falter/wire';
import type { Answered } from '../gate/answered.ts';
import { readRetryAfter } from './retry.ts';

/** What came back: status 0 when nothing did. */
export interface Answer {
  status: number;
  retryAfterMs: number;
  /** Name of a refusal, as the wire lists them; '' without one. */
  error: string;
}

/** The two ways a body leaves the page. */
export interface Transport {
  /** Sends and waits for the answer; never rejects. `keepalive`: survives the page, within the browser's 64 KiB. */
  post(body: Uint8Array, keepalive: boolean): Promise<Answer>;
  /** Hands over a body while the page goes away; nobody will read the answer. False when the browser refuses it. */
  leave(body: Uint8Array): boolean;
}

/** Where bodies go, and by what. `answered` hears of every answer that is waited for. */
interface Way {
  endpoint: string;
  /** The browser's own fetch. */
  send: typeof fetch;
  answered: Answered;
}

/** The collector gives a body 20 s and needs some time to store it. Without an end, one lost answer would block the queue. */
const ANSWER_TIMEOUT_MS: number = BODY_TIMEOUT_MS + 10_000;

/**
 * Sends batches as a "simple" request: text/plain and no header of ours, so no preflight and no cookies.
 */
export function createTransport({ endpoint, send, answered }: Way): Transport {
  const url = `${endpoint}/v1/batch`;
  const init = (body: Uint8Array): RequestInit => ({
    method: 'POST',
    mode: 'cors',
    credentials: 'omit',
    // The site's own policy may say `unsafe-url`, and then the page's query would travel in a header.
    referrerPolicy: 'no-referrer',
    headers: { 'content-type': 'text/plain' },
    body: body as Uint8Array<ArrayBuffer>,
  });
  return {
    async post(body, keepalive) {
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), ANSWER_TIMEOUT_MS);
      try {
        const answer = await send(url, { ...init(body), keepalive, signal: abort.signal });
        answered(answer.clone());
        return {
          status: answer.status,
          retryAfterMs: readRetryAfter(answer.headers.get('retry-after'), Date.now()),
          error: answer.status === 400 ? await readError(answer) : '',
        };
      } catch {
        answered();
        return { status: 0, retryAfterMs: 0, error: '' };
      } finally {
        clearTimeout(timer);
      }
    },
    leave(body) {
      if (!('keepalive' in Request.prototype)) {
        return navigator.sendBeacon(url, new Blob([body as Uint8Array<ArrayBuffer>], { type: 'text/plain' }));
      }
      send(url, { ...init(body), keepalive: true }).catch(() => {});
      return true;
    },
  };
}

async function readError(answer: Response): Promise<string> {
  const { error } = await answer.json().catch(() => ({}));
  return String(error ?? '');
}
