import { judge, scoreFindings } from '@falter/detector';
import { type Client, listFindings, type PreviewRequest, type Redetected, type SessionKey } from '@falter/store';
import type { Finding } from '@falter/wire';
import { toSession } from './inspection.ts';
import { giveWayToErasure } from './late-erasure.ts';
import type { Ledger } from './ledger.ts';
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

/**
 * Judges a closed session anew and writes what is found now, unless it is a dry run. Findings of signals that were not asked for stay as
 * they are stored, whatever release found them; the score is of both. Ids depend on the recording alone, so whoever is killed in between
 * and begins again writes the same. @throws StoreError
 */
export async function redetect(
  { store, ledger, norms }: RedetectionParts,
  { key, read, wish }: { key: SessionKey; read: SessionReading; wish: PreviewRequest & { redetection: Redetected } },
): Promise<{ before: Judged; after: Judged }> {
  const { redetection, proposed: settings } = wish;
  const startedAt = Date.now();
  const stored = await listFindings(store, key);
  const judged = judge(read.reading, { settings, norms: await norms.of(key.project, read) });
  const isAsked = ({ signal }: Finding): boolean =>
    redetection.signals.length === 0 || redetection.signals.includes(signal);
  const findings = [...stored.filter((finding) => !isAsked(finding)), ...judged.findings.filter(isAsked)];
  findings.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const detection = { ...judged, findings, score: scoreFindings(findings, settings) };
  if (!redetection.dryRun) {
    const session = toSession(key, { ...read, detection });
    if ((await ledger.write({ session, detection })) && (await giveWayToErasure(store, session, startedAt)))
      ledger.forget(key);
  }
  return { before: { findings: stored, score: scoreFindings(stored, settings) }, after: detection };
}
