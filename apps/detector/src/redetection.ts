import { type Detection, judge, scoreFindings } from '@falter/detector';
import { type Client, listFindingsOf, type PreviewRequest, type Redetected } from '@falter/store';
import type { Finding } from '@falter/wire';
import { type Inspection, toSession } from './inspection.ts';
import { giveWayToErasures } from './late-erasure.ts';
import type { Ledger } from './ledger.ts';
import { readManySessions } from './many-sessions.ts';
import type { ProjectNorms } from './norms.ts';
import type { SessionReading } from './session-reading.ts';

/** What a session is judged as. */
export interface Judged {
  findings: readonly Finding[];
  score: { value: number };
}

/** Where a redetection reads and writes. */
export interface RedetectionParts {
  store: Client;
  ledger: Ledger;
  norms: ProjectNorms;
}

/** Sessions of the past that are to be judged anew. */
export interface Redetection {
  project: string;
  sessions: readonly string[];
  wish: PreviewRequest & { redetection: Redetected };
}

/** What a session was and is judged as; why it could not be read; nothing where it still runs. */
export type Compared = { before: Judged; after: Judged } | { failed: unknown } | undefined;

/**
 * Judges closed sessions anew and writes what is found now, unless it is a dry run. Findings of signals that were not asked for stay as
 * they are stored, whatever release found them; the score is of both. Ids depend on the recording alone, so whoever is killed in between
 * and begins again writes the same. All are read with one question and written with three inserts. @throws StoreError
 */
export async function redetect(parts: RedetectionParts, task: Redetection): Promise<Map<string, Compared>> {
  const { project, sessions, wish } = task;
  const { store, ledger } = parts;
  const startedAt = Date.now();
  const stored = await listFindingsOf(store, { project, sessions });
  const compared = new Map<string, Compared>();
  const found: Pick<Inspection, 'session' | 'detection'>[] = [];
  for await (const { session, read, failed } of readManySessions({ store, project, sessions }, startedAt)) {
    if (!read)
      compared.set(session, { failed: failed ?? new Error('[detector] the recording is gone. Nothing to do.') });
    if (!read?.closed) continue;
    const before = stored.get(session) ?? [];
    const detection = await judgeAnew(parts, { project, read, before, wish });
    compared.set(session, {
      before: { findings: before, score: scoreFindings(before, wish.proposed) },
      after: { findings: detection.findings, score: detection.score },
    });
    found.push({ session: toSession({ project, session }, { ...read, detection }), detection });
  }
  if (wish.redetection.dryRun || found.length === 0) return compared;
  const written = await ledger.writeAll(found);
  if (written.length === 0) return compared;
  for (const session of await giveWayToErasures(store, written, startedAt)) ledger.forget({ project, session });
  return compared;
}

interface Anew {
  project: string;
  read: SessionReading;
  /** Findings as they are stored. */
  before: readonly Finding[];
  wish: Redetection['wish'];
}

async function judgeAnew({ norms }: RedetectionParts, { project, read, before, wish }: Anew): Promise<Detection> {
  const { proposed: settings, redetection } = wish;
  const judged = judge(read.reading, { settings, norms: await norms.of(project, read) });
  const isAsked = ({ signal }: Finding): boolean =>
    redetection.signals.length === 0 || redetection.signals.includes(signal);
  const findings = [...before.filter((finding) => !isAsked(finding)), ...judged.findings.filter(isAsked)];
  findings.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return { ...judged, findings, score: scoreFindings(findings, settings) };
}
