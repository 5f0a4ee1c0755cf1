import { Recent } from '../recent.ts';
import { type Disk, openDisk } from './disk.ts';
import { SpoolError } from './errors.ts';
import { lockDirectory } from './lock.ts';
import type { RecordHead } from './record.ts';
import { Spool, type SpoolLimits } from './spool.ts';

/** Batches of an earlier process whose identity is remembered: the drain finds what is beyond by asking the store. */
const RECALLED_MAX = 100_000;

/** A spool with its directory, held by this process alone. */
export interface OpenSpool {
  spool: Spool;
  disk: Disk;
  /** What waits from before this start, by identity, without its lines. */
  recalled: Recent<RecordHead>;
  close(): Promise<void>;
}

/** @throws SpoolError `locked` when another collector has it, `unusable` when it cannot be opened */
export async function openSpool(directory: string, limits: Partial<SpoolLimits> = {}): Promise<OpenSpool> {
  let unlock = () => {};
  try {
    const disk = await openDisk(directory);
    unlock = lockDirectory(directory);
    const recalled = new Recent<RecordHead>(RECALLED_MAX);
    const recall = (head: RecordHead) => {
      if (!head.quarantine) recalled.set(JSON.stringify([head.project, head.session, head.tab, head.seq]), head);
    };
    const spool = await Spool.open(disk, { ...limits, recall });
    const close = async () => {
      await spool.close();
      unlock();
    };
    return { spool, disk, recalled, close };
  } catch (cause) {
    unlock();
    if (cause instanceof SpoolError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const advice = 'See that it can be written, or choose another directory.';
    throw new SpoolError('unusable', `${directory} cannot be opened (${reason}). ${advice}`, { cause });
  }
}
