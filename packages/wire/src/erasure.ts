import type { FindingRow, SessionDetail } from './api.ts';

/** Characters of a reason that somebody gives for an erasure or an export. */
export const REASON_MAX_CHARS = 300;

/** POST /api/v1/erasures: a session, or a person with all sessions. */
export interface ErasureWish {
  session?: string | undefined;
  person?: string | undefined;
  /** For the audit log. It must not name who is erased. */
  why?: string | undefined;
}

/** POST /api/v1/exports: all that is kept of a person. */
export interface ExportWish {
  person: string;
  /** For the audit log. */
  why?: string | undefined;
}

/**
 * A line of the export, NDJSON. First one `person`; then for each session, the newest first, one `session` with its pages and
 * findings, and the `event`s of its recording, tab by tab, each an rrweb event as it was stored; at last one `end`: an export without
 * it broke off. Times in ISO 8601, UTC; those within a session in milliseconds since its start.
 */
export type ExportLine =
  | { kind: 'person'; person: string; project: string; exportedAt: string; sessions: number }
  | { kind: 'session'; session: SessionDetail; findings: FindingRow[] }
  | { kind: 'event'; session: string; tab: string; event: unknown }
  | { kind: 'end'; sessions: number; events: number };

/** What was erased: nobody sees it any more. From the disk it is gone within the hour. */
export interface ErasureDone {
  sessions: number;
  /** ISO 8601: when it is gone from the disk at the latest, where the engine does its work. */
  goneBy: string;
}

/** Milliseconds within which what is erased is gone from the disk: one minute to settle, ten to the next shredding, the rest to rewrite. */
export const ERASED_WITHIN_MS: number = 60 * 60 * 1000;
