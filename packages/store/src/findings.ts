import type { Cause, Evidence, Finding } from '@falter/wire';
import { type SessionKey, time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

export interface FindingsOf extends SessionKey {
  firstSeenAt: number;
  /** Must grow with every write for the same session. */
  revision: number;
}

/** What is written of the findings of one session. */
export interface FindingsWrite {
  of: FindingsOf;
  save: readonly Finding[];
  withdraw: readonly Finding[];
}

/** Writes findings, new or corrected, and withdraws others. Rows of the same id replace each other. */
export function saveFindings(client: Client, of: FindingsOf, write: Omit<FindingsWrite, 'of'>): Promise<void> {
  return saveFindingsOf(client, [{ of, ...write }]);
}

/** The same of many sessions, in one insert. */
export async function saveFindingsOf(client: Client, writes: readonly FindingsWrite[]): Promise<void> {
  const rows = writes.flatMap(({ of, save, withdraw }) => [
    ...save.map((finding) => toColumns(of, finding, false)),
    ...withdraw.map((finding) => toColumns(of, finding, true)),
  ]);
  await client.insert('findings', rows);
}

function toColumns(of: FindingsOf, finding: Finding, withdrawn: boolean) {
  return {
    project: of.project,
    session: of.session,
    id: finding.id,
    first_seen_at: time(of.firstSeenAt),
    revision: of.revision,
    withdrawn,
    signal: finding.signal,
    version: finding.version,
    tab: finding.tab,
    at: time(finding.at),
    until: time(finding.until),
    page: finding.page,
    has_target: finding.target !== null,
    target_node: wholeNumber(finding.target?.nodeId),
    target_tag: finding.target?.tag ?? '',
    target_label: finding.target?.label ?? '',
    target_selector: finding.target?.selector ?? '',
    evidence: JSON.stringify(finding.evidence),
    why: finding.why,
    confidence: finding.confidence,
    provisional: finding.provisional,
    cause: finding.cause?.id ?? '',
    cause_kind: finding.cause?.kind ?? '',
    cause_title: finding.cause?.title ?? '',
    stack: finding.cause?.stack ?? '',
  };
}

/** A node id comes from the recording, which may hold anything: what is no id is stored as unknown. */
function wholeNumber(id: number | undefined): number {
  return Number.isSafeInteger(id) ? (id as number) : 0;
}

interface FindingColumns extends Omit<Finding, 'target' | 'evidence' | 'cause'> {
  hasTarget: boolean;
  targetNode: number;
  targetTag: string;
  targetLabel: string;
  targetSelector: string;
  evidence: string;
  cause: string;
  causeKind: Cause['kind'];
  causeTitle: string;
  stack: string;
}

/** The findings of a session as they stand, withdrawn ones left out, in order of time. */
export async function listFindings(client: Client, { project, session }: SessionKey): Promise<Finding[]> {
  return (await listFindingsOf(client, { project, sessions: [session] })).get(session) ?? [];
}

/** The same of many sessions of a project, by session; of one without findings nothing. */
export async function listFindingsOf(
  client: Client,
  { project, sessions }: { project: string; sessions: readonly string[] },
): Promise<Map<string, Finding[]>> {
  const rows = await client.rows<FindingColumns & { session: string }>(sql('findings-of-sessions'), {
    project,
    sessions,
  });
  const found = Map.groupBy(rows, ({ session }) => session);
  return new Map([...found].map(([session, own]) => [session, own.map(({ session: _, ...row }) => fromColumns(row))]));
}

function fromColumns(row: FindingColumns): Finding {
  const { hasTarget, targetNode, targetTag, targetLabel, targetSelector, evidence, ...rest } = row;
  const { cause: id, causeKind: kind, causeTitle: title, stack, ...finding } = rest;
  return {
    ...finding,
    target: hasTarget ? { nodeId: targetNode, tag: targetTag, label: targetLabel, selector: targetSelector } : null,
    evidence: JSON.parse(evidence) as Evidence[],
    // What was found before causes were has none, and gets one when its session is looked at anew.
    ...(id === '' ? {} : { cause: { id, kind, title, stack } }),
  };
}
