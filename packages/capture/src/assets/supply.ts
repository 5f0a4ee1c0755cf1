import { type AssetEnvelope, frame, WIRE_VERSION } from '@falter/wire';
import type { Said } from '../api/said.ts';
import { pack } from '../delivery/batch.ts';
import { withoutToJson } from '../host/json.ts';
import type { Site } from '../recording/recording.ts';
import { calm, idle } from './calm.ts';
import type { Stock } from './stock.ts';

/** Bytes on the wire that one page spends on what others will not have to send any more. */
const BUDGET_BYTES: number = 8 * 1024 * 1024;

/** Milliseconds of sending, of all together: a network that is this slow is better left to the visitor. */
const BUDGET_MS = 60_000;

/** After so many failures in a row the page asks no more: somebody else will. */
const FAILURES_MAX = 3;

/** Answers after which nothing more is taken from this page. */
const OVER = new Set([401, 403, 410]);

export interface Supply {
  /** The store lacks these: what is in stock is to be sent. */
  want(need: readonly string[]): void;
  /** Sends what is wanted, when the page has nothing better to do. */
  go(): void;
  stop(): void;
}

/** Sends what is asked for: one at a time, at idle, within its budgets, and without a word to anybody when it fails. */
export function createSupply(
  site: Pick<Site, 'endpoint' | 'key' | 'send' | 'said'>,
  stock: Stock,
  fault: () => void,
): Supply {
  const { endpoint, key, send, said } = site;
  const waiting = new Set<string>();
  /** What was sent, or is not sent again from this page. */
  const settled = new Set<string>();
  const abort = new AbortController();
  let bytesLeft = BUDGET_BYTES;
  let msLeft = BUDGET_MS;
  let failures = 0;
  let running = false;

  const isOver = (): boolean =>
    abort.signal.aborted || bytesLeft <= 0 || msLeft <= 0 || failures >= FAILURES_MAX || !said.link;

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    for (const hash of waiting) {
      await idle();
      if (isOver() || !calm()) break;
      waiting.delete(hash);
      settled.add(hash);
      const began = performance.now();
      // What is lost with this page is asked of the next.
      const done = await supply(hash).catch(() => false);
      msLeft -= performance.now() - began;
      failures = done ? 0 : failures + 1;
      count(said, done);
    }
    running = false;
  }

  async function supply(hash: string): Promise<boolean> {
    const one = stock.take(hash);
    const stream = said.link?.stream;
    if (!one || !stream) return false;
    const bytes = await one.bytes();
    const { session, secret } = stream;
    const envelope: AssetEnvelope = { v: WIRE_VERSION, key, session, secret, hash, kind: one.kind };
    const small = await pack(bytes);
    const body = withoutToJson(() => frame(envelope, small));
    bytesLeft -= body.length;
    if (isOver()) return false;
    const { ok, status } = await send(`${endpoint}/v1/asset`, {
      method: 'POST',
      mode: 'cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { 'content-type': 'text/plain' },
      priority: 'low',
      signal: abort.signal,
      body: body as Uint8Array<ArrayBuffer>,
    });
    if (OVER.has(status)) abort.abort();
    return ok;
  }

  return {
    want(need) {
      for (const hash of need) if (!settled.has(hash) && stock.take(hash)) waiting.add(hash);
    },
    go: () => void run().catch(fault),
    stop() {
      abort.abort();
      waiting.clear();
    },
  };
}

function count(said: Said, isSent: boolean): void {
  said.assets ??= { sent: 0, failed: 0 };
  said.assets[isSent ? 'sent' : 'failed']++;
}
