import {
  type Client,
  type DayOfRecordings,
  deleteRecordings,
  dropDay,
  listExpiredRecordings,
  listProjects,
  listRecordingsOfDay,
  RETENTION_DAYS,
} from '@falter/store';
import type { Log } from './complaints.ts';

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

/**
 * Does away with recordings that are older than their project keeps them. What is known of their sessions stays. A
 * day goes as a whole as soon as no project keeps anything of it; until then each project's part goes by itself. Days are those of
 * `dayOf`, UTC, and whole: a session of the last minute of a day has its full time as well. `now` in epoch milliseconds.
 */
export async function sweep(store: Client, now: number, hear: (swept: Swept) => void): Promise<void> {
  const projects = await listProjects(store);
  const today = Math.floor(now / DAY_MS);
  const keeps = new Map(projects.map(({ project, retentionDays }) => [project, retentionDays]));
  const isExpired = ({ project, day }: DayOfRecordings): boolean =>
    day < today - (keeps.get(project) ?? RETENTION_DAYS);
  const expired = await Promise.all(
    projects.map(({ project, retentionDays }) =>
      listExpiredRecordings(store, { project, before: today - retentionDays }),
    ),
  );
  for (const day of new Set(expired.flat().map((found) => found.day))) {
    const all = await listRecordingsOfDay(store, day);
    const gone = all.filter(isExpired);
    if (gone.length === all.length) {
      await dropDay(store, day);
      hear({ whole: true, day, ...total(gone) });
      continue;
    }
    for (const part of gone) {
      await deleteRecordings(store, part);
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
  { hear, log }: { hear: (swept: Swept) => void; log: Log },
): { stop: () => void } {
  let stopped = false;
  const sweepOnce = () =>
    sweep(store, Date.now(), hear).catch((cause: unknown) => {
      if (!stopped) log('old recordings could not be deleted; trying again within the hour', cause);
    });
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
