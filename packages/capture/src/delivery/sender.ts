import { BATCH_MAX_EVENTS, FLUSH_EVERY_MS } from '@falter/wire';
import { type Batch, frameBatch, isTooLarge, type Sender as Party, packEvents, seal, unseal } from './batch.ts';
import { leaveWith } from './leave.ts';
import { createPause } from './pause.ts';
import { createQueue, type Line } from './queue.ts';
import { judge, retryDelay } from './retry.ts';
import type { Answer, Transport } from './transport.ts';

/** What the recording must do about an answer. */
export interface Consequences {
  /** Events are missing from the recording: only a fresh full snapshot makes what follows replayable. */
  onHole(): void;
  /** Another document numbers batches under this tab: go on under another id, from a snapshot. */
  onConflict(): void;
  /** This page may not record, or can not: stop. `status` is the last answer's. */
  onEnd(status: number): void;
  onFault(): void;
}

/** Sends batches strictly one after another and keeps what could not be sent. */
export interface Sender {
  add(line: Line): void;
  /** Sends what waits, at the latest in `ms`. */
  within(ms: number): void;
  /** The page goes: hands over what fits, counts the rest as dropped, forgets everything. Synchronous. */
  leave(): void;
  /** Sends what waits and resolves when nothing is left or the page is gone. */
  drain(): Promise<void>;
  /** Forgets everything and sends nothing any more. */
  close(): void;
}

/** Text of a batch, in UTF-16 units: small enough to gzip without a pause, large enough to gzip well. */
const BATCH_MAX_CHARS: number = 1024 * 1024;

/** Bytes that one ordinary send may take of the 64 KiB that all keepalive requests share; the rest is for the last words. */
const SAFE_MAX_BYTES: number = 40 * 1024;

/** After so many refusals in a row it is not the batch, it is us: stop instead of sending snapshots for ever. */
const REFUSALS_MAX = 3;

export function createSender(party: Party, transport: Transport, consequences: Consequences): Sender {
  const queue = createQueue();
  const pause = createPause();
  let current: Batch | undefined;
  let due = 0;
  let refusals = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerAt = Number.POSITIVE_INFINITY;
  let running = false;
  let finished = Promise.resolve();
  /** Counts lives: what was started before the page left must not go on after it came back. */
  let life = 0;
  let closed = false;

  function within(ms: number): void {
    const at = performance.now() + ms;
    if (closed || at >= timerAt) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(flush, ms);
  }

  function flush(): void {
    clearTimeout(timer);
    timerAt = Number.POSITIVE_INFINITY;
    due = queue.length;
    if (running) return;
    running = true;
    finished = run(life).catch(consequences.onFault);
  }

  async function run(mine: number): Promise<void> {
    try {
      while (mine === life && (current || due > 0)) {
        current ??= next();
        if (current) await deliver(current, mine);
      }
    } finally {
      if (mine === life) running = false;
    }
  }

  function next(): Batch | undefined {
    const lines = queue.take(Math.min(due, BATCH_MAX_EVENTS), BATCH_MAX_CHARS);
    due = lines.length > 0 ? due - lines.length : 0;
    return seal(lines);
  }

  async function deliver(batch: Batch, mine: number): Promise<void> {
    batch.events ??= await packEvents(batch.lines);
    if (mine !== life) return;
    const body = frameBatch(batch, batch.events, party);
    if (isTooLarge(body)) return refuse(batch, 413);
    // A first attempt may be cut off by leaving, so it is safe where it fits. Whoever repeats has time.
    batch.safeBytes = batch.attempts === 0 && body.length <= SAFE_MAX_BYTES ? body.length : 0;
    batch.attempts++;
    batch.waiting = false;
    const answer = await transport.post(body, batch.safeBytes > 0);
    if (mine !== life) return;
    batch.safeBytes = 0;
    await settle(batch, answer, mine);
  }

  async function settle(batch: Batch, answer: Answer, mine: number): Promise<void> {
    const verdict = judge(answer.status);
    if (verdict === 'later') {
      batch.waiting = true;
      await pause.wait(retryDelay(batch.attempts, answer.retryAfterMs, Math.random()));
      return;
    }
    if (mine !== life) return;
    if (verdict === 'refused') return refuse(batch, answer.status);
    if (verdict === 'conflict') {
      // What waits is numbered under the same tab and rests on a snapshot that was just refused.
      for (const line of queue.drain()) line.stream.dropped++;
      return refuse(batch, answer.status, consequences.onConflict);
    }
    current = undefined;
    if (verdict === 'forbidden') return consequences.onEnd(answer.status);
    refusals = 0;
    if (queue.takeOverflow()) consequences.onHole();
  }

  function refuse(batch: Batch, status: number, goOn: () => void = consequences.onHole): void {
    current = undefined;
    batch.first.stream.dropped += batch.lines.length;
    if (++refusals >= REFUSALS_MAX) consequences.onEnd(status);
    else goOn();
  }

  function forget(): void {
    life++;
    running = false;
    current = undefined;
    due = 0;
    clearTimeout(timer);
    timerAt = Number.POSITIVE_INFINITY;
    pause.cancel();
    queue.drain();
  }

  return {
    add(line) {
      if (closed) return;
      queue.push(line);
      within(FLUSH_EVERY_MS);
    },
    within,
    leave() {
      if (closed) return;
      // Nobody was ever sent it: its events may be cut to what fits.
      if (current && current.attempts === 0) queue.restore(unseal(current));
      const under = current && current.attempts > 0 ? current : undefined;
      const lines = queue.drain();
      forget();
      leaveWith(lines, under, party, transport);
    },
    async drain() {
      flush();
      await finished;
    },
    close() {
      closed = true;
      forget();
    },
  };
}
