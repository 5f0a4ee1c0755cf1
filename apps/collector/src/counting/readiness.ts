import { type Damage, StoreError } from '@falter/store';
import type { GuardState } from '../keeping/disk-guard.ts';
import type { Depth } from '../spool/spool.ts';
import type { StoreFacts } from './store-gauges.ts';

/** Why a collector is not as it should be. Names are permanent. */
export type ReasonName =
  | 'store_away'
  | 'spool_filling'
  | 'spool_full'
  | 'disk_guard'
  | 'no_room'
  | 'damaged_parts'
  | 'detector_silent'
  | 'erasure_late';

export interface Reason {
  name: ReasonName;
  /** A sentence for a person. */
  says: string;
}

/** GET /readyz. `ready`: batches are taken, into the store or into the spool. */
export interface Readiness {
  ready: boolean;
  store: 'ok' | 'damaged' | 'unavailable';
  damagedParts: number;
  reasons: Reason[];
}

/** Share of the spool's room from which on it is worth saying. */
const FILLING = 0.8;

/** Milliseconds without a sign of life after which the detector counts as silent: it beats every three seconds. */
const SILENT_MS = 60_000;

/** Milliseconds after which an erasure that is not gone from the disk is late: what is promised is an hour. */
const LATE_MS = 3_600_000;

export interface ReadinessParts {
  facts: StoreFacts;
  /** Undefined where there is no spool. */
  spool: { depth: Depth; capBytes: number } | undefined;
  guard: GuardState;
  erasure: { oldestAskedAt: number | undefined };
}

/** Whether batches are taken, and everything that is wrong. `now` in epoch milliseconds. Never rejects. */
export async function judgeReadiness(parts: ReadinessParts, now: number): Promise<Readiness> {
  const [damage, silent] = await Promise.all([
    parts.facts.damage().catch(awayOrHidden),
    parts.facts.beat().then(silence, () => undefined),
  ]);
  const away = damage === 'away';
  const { parts: damagedParts, lostRows } = away ? { parts: 0, lostRows: 0 } : damage;
  const spool = spoolReason(parts.spool);
  const reasons = [
    away && reason('store_away', storeAwayWords(parts.spool !== undefined)),
    spool,
    guardReason(parts.guard),
    damagedParts > 0 && reason('damaged_parts', damageWords(damagedParts, lostRows)),
    silent && reason('detector_silent', silent),
    isLate(parts.erasure.oldestAskedAt, now) &&
      reason('erasure_late', 'Something that was erased over an hour ago is still on the disk: see the log.'),
  ].filter((each): each is Reason => Boolean(each));
  const ready = !away || (parts.spool !== undefined && spool?.name !== 'spool_full');
  return { ready, store: away ? 'unavailable' : damagedParts > 0 ? 'damaged' : 'ok', damagedParts, reasons };
}

/** A ClickHouse of the owner's may keep its system tables to itself: it answers all the same. */
function awayOrHidden(error: unknown): Damage | 'away' {
  return error instanceof StoreError && error.code === 'refused' ? { parts: 0, lostRows: 0 } : 'away';
}

function reason(name: ReasonName, says: string): Reason {
  return { name, says };
}

function storeAwayWords(spools: boolean): string {
  return spools
    ? 'The store does not answer: batches wait in the spool and are stored when it is back.'
    : 'The store does not answer: batches are refused, and pages keep them for a while.';
}

function spoolReason(spool: ReadinessParts['spool']): Reason | undefined {
  if (!spool) return undefined;
  const share = spool.depth.bytes / spool.capBytes;
  if (share >= 1) return reason('spool_full', 'The spool is full: batches are refused until the store takes some.');
  if (share < FILLING) return undefined;
  return reason('spool_filling', `The spool is ${Math.floor(share * 100)} % full: at 100 % batches are refused.`);
}

function guardReason({ active, nothingLeft }: GuardState): Reason | undefined {
  if (nothingLeft) {
    const says = 'The disk is nearly full and nothing is left that may be dropped: make room, or inserts will fail.';
    return reason('no_room', says);
  }
  if (!active) return undefined;
  return reason('disk_guard', 'There is no room for all recordings: the oldest without findings are being dropped.');
}

function damageWords(parts: number, lostRows: number): string {
  const what = parts === 1 ? '1 damaged part' : `${parts} damaged parts`;
  return `The engine put ${what} aside, with about ${lostRows} rows: restore them from a backup.`;
}

function silence(beat: { ageMs: number } | undefined): string | undefined {
  if (!beat || beat.ageMs <= SILENT_MS) return undefined;
  return `The detector was last heard of ${Math.round(beat.ageMs / 1000)} s ago: nothing is detected.`;
}

function isLate(oldestAskedAt: number | undefined, now: number): boolean {
  return oldestAskedAt !== undefined && now - oldestAskedAt > LATE_MS;
}
