import { frameBody, pack } from './batch.ts';
import { prune } from './prune.ts';
import { judge, retryDelay } from './retry.ts';
import { nameStream } from './roll-call.ts';
import type { Key, Prefix, Shelf } from './shelf.ts';
import type { Transport } from './transport.ts';
import { joinParts } from './write-ahead.ts';

/** The present stream: what has a lower number was left by documents before this one in its tab. */
export interface Own {
  session: string;
  tab: string;
  first: number;
}

export interface RecoveryParts {
  shelf: Shelf;
  key: string;
  transport: Transport;
  own(): Own;
  /** Streams of other documents that live, as `nameStream` names them. */
  living(): Promise<Set<string>>;
  /** Resolves when the page has nothing better to do; false when it is over. */
  idle(ms: number): Promise<boolean>;
}

/** What nobody came back for in a week is not sent any more. */
const KEPT_MS: number = 7 * 24 * 60 * 60 * 1000;

/** UTF-16 units and bytes that one project may keep on a device, the oldest go first: where a blocker never lets anything out. */
const KEPT_MAX_SIZE: number = 20 * 1024 * 1024;

/** Bytes that one document sends for those before it. The rest is sent by the next. */
const BUDGET_BYTES: number = 8 * 1024 * 1024;

/** After so many times "later" the next visit may try. */
const TRIES = 4;

/** How the walk over the shelf goes on behind a batch. */
type Step = 'batch' | 'stream' | 'end';

/**
 * Sends what documents that are gone have left on the device, stream by stream and in the order of their numbers, one batch at a time. A
 * batch that the collector has already (200 or 409) goes, one it will never take too. Living documents send for themselves.
 */
export async function recover(parts: RecoveryParts): Promise<void> {
  const { shelf, idle } = parts;
  if (!(await shelf.next())) return;
  await prune(shelf, Date.now() - KEPT_MS, KEPT_MAX_SIZE);
  let living: Promise<Set<string>> | undefined;
  let budget = BUDGET_BYTES;
  for (let key = await shelf.next(); key && budget > 0 && (await idle(0)); ) {
    const step = await visit(key);
    if (step === 'end') return;
    const [session, tab, seq] = key;
    key = await shelf.next(step === 'batch' ? [session, tab, seq] : [session, tab]);
  }

  async function visit([session, tab, seq]: Key): Promise<Step> {
    const own = parts.own();
    const isOwn = session === own.session && tab === own.tab;
    if (isOwn && seq >= own.first) return 'stream';
    // A ring that waits for struggle: this tab may still need it, of another's nobody knows the number.
    if (isOwn && seq < 0) return 'batch';
    if (!isOwn && (await isLiving({ session, tab }))) return 'stream';
    if (seq < 0) return remove([session, tab, seq], 'batch');
    return send([session, tab, seq]);
  }

  async function isLiving(stream: { session: string; tab: string }): Promise<boolean> {
    living ??= parts.living();
    return (await living).has(nameStream(stream));
  }

  async function send(batch: [string, string, number]): Promise<Step> {
    const [session, tab, seq] = batch;
    const found = await shelf.read(batch);
    const last = found.at(-1);
    if (!last) return 'batch';
    const events = joinParts(found.map((part) => part.events));
    const { secret, page, release, dropped, faults, assets } = last;
    const ready = typeof last.events === 'string' ? await pack(events) : events;
    const address = { session, secret, tab, seq, page, release, dropped, faults, assets };
    const body = frameBody(parts.key, address, ready);
    budget -= body.length;
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const { status, retryAfterMs } = await parts.transport.post(body, false);
      const verdict = judge(status);
      if (verdict === 'erased') return remove([session, tab], 'stream');
      if (verdict === 'forbidden') return remove([session, tab], 'end');
      if (verdict !== 'later') return remove(batch, 'batch');
      if (attempt < TRIES && !(await idle(retryDelay(attempt, retryAfterMs, Math.random())))) return 'end';
    }
    return 'end';
  }

  async function remove(prefix: Prefix, step: Step): Promise<Step> {
    await shelf.change([{ remove: prefix }]);
    return step;
  }
}
