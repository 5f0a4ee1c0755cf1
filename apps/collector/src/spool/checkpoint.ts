import type { QuarantineReason } from '@falter/wire';
import { type Disk, writeWhole } from './disk.ts';
import type { Position } from './segment.ts';

/** Records of one insert: one day, one block. Numbers count from the first record at the position. */
export interface Block {
  /** The engine stores a block once under it, as long as it is the same block. */
  token: string;
  members: number[];
}

/**
 * What is done with the records from a position on, decided before the first of it is done and written down: a process that ends over
 * it leaves the next one the same inserts to try again, unchanged.
 */
export interface Plan {
  /** How many records it is about, and where the next begins. */
  records: number;
  end: Position;
  blocks: Block[];
  /** Stored before: only announced again. */
  duplicates: number[];
  /** Of sessions that were erased: dropped. */
  erased: number[];
  quarantined: { member: number; reason: QuarantineReason }[];
  /** Records whose session turned out to have begun at another time (epoch ms) than was thought when they came. */
  firstSeenAt: Record<number, number>;
}

/** How far the store is. */
export interface Checkpoint {
  at: Position;
  plan: Plan | undefined;
}

const NAME = 'checkpoint';

/** The beginning when there is none, or when it is damaged: what is drained twice is found in the store. */
export async function readCheckpoint(disk: Disk, names: readonly string[]): Promise<Checkpoint> {
  const beginning = { at: { segment: 0, offset: 0 }, plan: undefined };
  if (!names.includes(NAME)) return beginning;
  try {
    const text = (await disk.read(NAME, 0, await disk.size(NAME))).toString('utf8');
    const { at, plan } = JSON.parse(text) as Checkpoint;
    return Number.isSafeInteger(at.segment) && Number.isSafeInteger(at.offset) ? { at, plan } : beginning;
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof TypeError) return beginning;
    throw cause;
  }
}

export function writeCheckpoint(disk: Disk, checkpoint: Checkpoint): Promise<void> {
  return writeWhole(disk, NAME, JSON.stringify(checkpoint));
}
