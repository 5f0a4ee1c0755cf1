import { countIncomplete, listAudit, summarizeQuarantine } from '@falter/store';
import type { DroppedRecordings, Keeping, KeptApart, QuarantineReason } from '@falter/wire';
import { DAY_MS, iso } from './health-part.ts';
import { REFUSAL_WORDS, type RefusalWords } from './refusal-words.ts';
import type { Source } from './session-routes.ts';

/** What the disk guard of the collector sees and did. Bytes; what it does not know is undefined. */
export interface DiskGuardSight {
  /** It is dropping recordings, because there is no room for all. */
  active: boolean;
  /** There is nothing left that may be dropped, and still no room. */
  nothingLeft: boolean;
  recordingBytes: number;
  budgetBytes: number | undefined;
  /** What it keeps free on the disk. */
  keepsFreeBytes: number;
  droppedDays: number;
  droppedBatches: number;
}

/** Entries that are told: more than anybody reads. */
const DROPPED_MAX = 20;

const APART_WORDS: Readonly<Record<QuarantineReason, RefusalWords>> = {
  conflict: REFUSAL_WORDS.conflict,
  wrong_secret: REFUSAL_WORDS.wrong_secret,
  unknown_events: {
    meaning: 'Events of a kind that rrweb does not have; the rest of their batch was stored.',
    todo: 'Update Falter when it is older than the snippet. Otherwise something else sends under your key.',
  },
};

/** GET /health/keeping: what does not fit, what was kept apart, and what is missing. `now` in epoch milliseconds. @throws StoreError */
export async function tellKeeping(
  { store, project }: Source,
  guard: DiskGuardSight | undefined,
  now: number,
): Promise<Keeping> {
  const [dropped, apart, sessions] = await Promise.all([
    listDropped({ store, project }),
    summarizeQuarantine(store, project),
    countIncomplete(store, project, now - DAY_MS),
  ]);
  const reasons = apart.map(({ reason, batches, lastAt }): KeptApart => {
    return { reason, batches, lastAt: iso(lastAt), ...APART_WORDS[reason] };
  });
  return { guard: guard === undefined ? null : toGuard(guard), dropped, apart: reasons, ...sessions };
}

function toGuard({ budgetBytes, ...guard }: DiskGuardSight): Keeping['guard'] {
  const { active, nothingLeft, recordingBytes, keepsFreeBytes, droppedDays, droppedBatches } = guard;
  const known = { active, nothingLeft, recordingBytes, keepsFreeBytes, droppedDays, droppedBatches };
  return { ...known, budgetBytes: budgetBytes ?? null };
}

/** Of the disk, which all projects share: no entry names one. */
async function listDropped({ store, project }: Source): Promise<DroppedRecordings[]> {
  const entries = await listAudit(store, { project: '', kind: 'dropped-recordings', limit: DROPPED_MAX });
  return entries
    .filter((entry) => entry.project === '' || entry.project === project)
    .map(({ at, subject, why, count }) => ({ at: iso(at), what: subject, why, batches: count }));
}
