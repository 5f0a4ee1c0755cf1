/**
 * Why something was kept apart: other content under a stored sequence number, a session of someone else, or events of a kind that rrweb
 * does not have, out of a batch whose other events were stored.
 */
export const QUARANTINE_REASONS = ['conflict', 'wrong_secret', 'unknown_events'] as const;

export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** Something that was kept apart, without what stands in it. Times are ISO 8601 in UTC. */
export interface QuarantineRow {
  reason: QuarantineReason;
  project: string;
  session: string;
  tab: string;
  seq: number;
  receivedAt: string;
  /** Id of the page that sent it. */
  page: string;
  userAgent: string;
  events: number;
  /** Inflated. */
  bytes: number;
}

/** GET /api/v1/quarantine: of the last two weeks, newest first. */
export interface QuarantineList {
  batches: QuarantineRow[];
  /** Whether there is more than an answer holds. */
  more: boolean;
}
