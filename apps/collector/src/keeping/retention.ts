import {
  type Client,
  type DayOfRecordings,
  deleteOldSourceMaps,
  deleteRecordings,
  dropDay,
  keepFlagged,
  listExpiredRecordings,
  listProjects,
  listRecordingsOfDay,
  RETENTION_DAYS,
  type RecordingTable,
} from '@falter/store';
import type { Project } from '@falter/wire';
import type { Log } from '../complaints.ts';

const DAY_MS = 86_400_000;
const SWEEP_EVERY_MS = 3_600_000;

/** What a sweep did away with: a whole day of everybody's recordings, or one project's of a day. */
export interface Swept {
  whole: boolean;
  day: number;
  batches: number;
  /** Inflated. */
  bytes: number;
}

/** How long a project keeps what, in days. */
interface Keeps {
  plain: number;
  flagged: number;
}

const STANDARD: Keeps = { plain: RETENTION_DAYS, flagged: RETENTION_DAYS };

/**
 * Does away with recordings that are older than their project keeps them. What is known of their sessions stays, and recordings
 * with findings are copied to `kept` first where they are kept longer. A day goes as a whole as soon as no project keeps anything of
 * it; until then each project's part goes by itself. Days are those of `dayOf`, UTC, and whole: a session of the last minute of a
 * day has its full time as well. `now` in epoch milliseconds.
 */
export async function sweep(store: Client, now: number, hear: (swept: Swept) => void): Promise<void> {
  const projects = await listProjects(store);
  const today = Math.floor(now / DAY_MS);
  const keeps = new Map(
    projects.map(({ project, retentionDays, retentionFlaggedDays }) => {
      return [project, { plain: retentionDays, flagged: retentionFlaggedDays }];
    }),
  );
  const keepsOf = (project: string) => keeps.get(project) ?? STANDARD;
  await sweepTable(store, {
    table: 'batches',
    projects,
    hear,
    before: (project) => today - keepsOf(project).plain,
    beforeDeleting: async (part) => {
      // Older than even those with findings are kept: nothing to copy.
      if (part.day >= today - keepsOf(part.project).flagged) await keepFlagged(store, part);
    },
  });
  // Errors of a release are looked at as long as anything of it is kept.
  for (const { project } of projects) {
    await deleteOldSourceMaps(store, { project, before: (today - keepsOf(project).flagged) * DAY_MS });
  }
  await sweepTable(store, { table: 'kept', projects, hear, before: (project) => today - keepsOf(project).flagged });
}

interface SweepOptions {
  table: RecordingTable;
  projects: readonly Project[];
  hear: (swept: Swept) => void;
  /** The first day that a project still keeps in this table. */
  before: (project: string) => number;
  beforeDeleting?: (part: DayOfRecordings) => Promise<void>;
}

async function sweepTable(
  store: Client,
  { table, projects, hear, before, beforeDeleting }: SweepOptions,
): Promise<void> {
  const expired = await Promise.all(
    projects.map(({ project }) => listExpiredRecordings(store, { project, before: before(project), table })),
  );
  for (const day of new Set(expired.flat().map((found) => found.day))) {
    const all = await listRecordingsOfDay(store, day, table);
    const gone = all.filter((part) => part.day < before(part.project));
    for (const part of gone) await beforeDeleting?.(part);
    if (gone.length === all.length) {
      await dropDay(store, day, table);
      hear({ whole: true, day, ...total(gone) });
      continue;
    }
    for (const part of gone) {
      await deleteRecordings(store, part, table);
      hear({ whole: false, day, ...total([part]) });
    }
  }
}

function total(parts: readonly DayOfRecordings[]): { batches: number; bytes: number } {
  const sum = (field: 'batches' | 'bytes') => parts.reduce((so, part) => so + part[field], 0);
  return { batches: sum('batches'), bytes: sum('bytes') };
}

/**
 * Sweeps now and every hour until `stop`. A sweep that fails is told to the log, and the next one does what it left. So
 * does the next start with a sweep that `stop` breaks off: an engine that hangs must not hold up the end.
 */
export function startSweeping(
  store: Client,
  { hear, ran, log }: { hear: (swept: Swept) => void; ran?: (outcome: 'done' | 'failed') => void; log: Log },
): { stop: () => void } {
  let stopped = false;
  const sweepOnce = () =>
    sweep(store, Date.now(), hear).then(
      () => ran?.('done'),
      (cause: unknown) => {
        if (stopped) return;
        ran?.('failed');
        log('old recordings could not be deleted; trying again within the hour', cause);
      },
    );
  let running = sweepOnce();
  const timer = setInterval(() => {
    running = running.then(sweepOnce);
  }, SWEEP_EVERY_MS).unref();
  const stop = (): void => {
    stopped = true;
    clearInterval(timer);
  };
  return { stop };
}
