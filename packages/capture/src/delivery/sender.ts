import { FLUSH_EVERY_MS } from '@falter/wire';
import type { Batch, Line, Sender as Party } from './batch.ts';
import { leaveWith } from './leave.ts';
import { createLosses, type Loss } from './losses.ts';
import { BATCH_CHARS, createOutbox } from './outbox.ts';
import { createPause } from './pause.ts';
import { packBatch, post } from './post.ts';
import { judge, retryDelay, type Verdict } from './retry.ts';
import { createTimer } from './timer.ts';
import type { Answer, Transport } from './transport.ts';
import { WRITE_EVERY_MS, WRITE_IDLE_MS, type WriteAhead } from './write-ahead.ts';

/** What the recording must do about an answer. */
export interface Consequences {
  /** Events are missing from the recording: only a fresh full snapshot makes what follows replayable. */
  onHole(loss: Loss): void;
  /** Another document numbers batches under this tab: go on under another id, from a snapshot. */
  onConflict(): void;
  /** The session was erased: nothing more of it. */
  onErased(): void;
  /** This page may not record, or can not: stop. `status` is the last answer's. */
  onEnd(status: number): void;
  onFault(): void;
}

/** Where batches go, and whether they go now. */
export interface Ways {
  transport: Transport;
  ahead: WriteAhead;
  /** Whether somebody is there: else what waits goes on waiting. */
  isAwake(): boolean;
}

/** Sends batches strictly one after another and keeps what could not be sent. */
export interface Sender {
  add(line: Line): void;
  /** Sends what waits, at the latest in `ms`, unless nobody is there. */
  within(ms: number): void;
  /** The page goes: hands over what fits, leaves the rest to the write-ahead, forgets everything. Synchronous. */
  leave(): void;
  /** Sends what waits and resolves when nothing is left or the page is gone. */
  drain(): Promise<void>;
  /** Forgets everything, on the device too, and sends nothing any more. */
  close(): void;
}

/** After so many refusals in a row it is not the batch, it is us: stop instead of sending snapshots for ever. */
const REFUSALS_MAX = 3;

/** In a storm batches follow each other this closely, in milliseconds, so that little waits when the page goes. */
const STORM_APART_MS = 100;

export function createSender(party: Party, ways: Ways, consequences: Consequences): Sender {
  const { transport, ahead, isAwake } = ways;
  const losses = createLosses();
  const pause = createPause();
  const flushing = createTimer(() => flush(true));
  const cutting = createTimer(() => flush(false));
  const writing = createTimer(() => ahead.write(outbox.batches));
  const packing = new WeakMap<Batch, Promise<void>>();
  const outbox = createOutbox({ onShed: (batch) => lose(batch, 'room'), onSealed: wrap });
  /** How many batches are to be sent now. */
  let due = 0;
  let refusals = 0;
  let running = false;
  let finished = Promise.resolve();
  /** Counts lives: what was started before the page left must not go on after it came back. */
  let life = 0;
  let closed = false;

  function wrap(batch: Batch): void {
    // The first may have to be sent once more as it was; of the others only what travels is kept.
    const done = packBatch(batch, party, () => outbox.batches.includes(batch) && outbox.batches[0] !== batch);
    packing.set(batch, done);
  }

  function flush(whole: boolean): void {
    cutting.stop();
    if (whole) flushing.stop();
    if (whole || (outbox.batches.at(-1)?.chars ?? 0) >= BATCH_CHARS) outbox.seal();
    due = outbox.batches.filter(({ sealed }) => sealed).length;
    if (running) return;
    running = true;
    finished = run(life).catch(consequences.onFault);
  }

  async function run(mine: number): Promise<void> {
    try {
      while (mine === life && due > 0) {
        const [batch] = outbox.batches;
        if (!batch?.sealed) break;
        await packing.get(batch);
        if (mine !== life) return;
        const answer = await post(batch, party, transport);
        if (mine === life) await settle(batch, answer);
      }
    } finally {
      if (mine === life) running = false;
    }
  }

  async function settle(batch: Batch, answer: Answer): Promise<void> {
    const verdict = judge(answer.status);
    if (verdict === 'later') return pause.wait(retryDelay(batch.attempts, answer.retryAfterMs, Math.random()));
    due--;
    outbox.shift();
    if (verdict === 'refused' || verdict === 'conflict') return refuse(batch, verdict, answer.status);
    ahead.remove(batch);
    if (verdict === 'stored') return heard();
    for (const other of outbox.clear()) ahead.remove(other);
    if (verdict === 'erased') consequences.onErased();
    else consequences.onEnd(answer.status);
  }

  function heard(): void {
    refusals = 0;
    const loss = losses.take();
    if (loss) consequences.onHole(loss);
  }

  function refuse(batch: Batch, verdict: Verdict, status: number): void {
    lose(batch, 'refused');
    // What waits is numbered under the same tab and rests on a snapshot that was just refused.
    if (verdict === 'conflict') for (const other of outbox.clear()) lose(other, 'refused');
    const loss = losses.take();
    if (++refusals >= REFUSALS_MAX) consequences.onEnd(status);
    else if (verdict === 'conflict') consequences.onConflict();
    else if (loss) consequences.onHole(loss);
  }

  function lose(batch: Batch, why: Loss['why']): void {
    ahead.remove(batch);
    losses.count(batch, why);
  }

  function forget(): Batch[] {
    life++;
    running = false;
    due = 0;
    for (const timer of [flushing, cutting, writing]) timer.stop();
    pause.cancel();
    return outbox.clear();
  }

  function within(ms: number): void {
    if (!closed && isAwake()) flushing.within(ms);
  }

  return {
    add(line) {
      if (closed) return;
      if (outbox.push(line) && isAwake()) cutting.within(STORM_APART_MS);
      writing.within(isAwake() ? WRITE_EVERY_MS : WRITE_IDLE_MS);
      within(FLUSH_EVERY_MS);
    },
    within,
    leave() {
      if (closed) return;
      leaveWith(forget(), party, { transport, ahead });
      ahead.close();
    },
    async drain() {
      // Whoever asks for this may be gone before there is an answer.
      ahead.write(outbox.batches);
      flush(true);
      await finished;
    },
    close() {
      closed = true;
      for (const batch of forget()) ahead.remove(batch);
    },
  };
}
