/** What an entry of the audit log is about. Names are permanent. */
export const AUDIT_KINDS = [
  'erased-session',
  'erased-person',
  'erased-project',
  'exported-person',
  'dropped-recordings',
  'changed-retention',
  'watched-session',
  'shared-session',
  'ended-share',
  'listed-quarantine',
  'redetected',
  'decided-issue',
  'uploaded-source-maps',
  'refused',
] as const;

export type AuditKind = (typeof AUDIT_KINDS)[number];

/** Who did it: somebody who was signed in, a token, whoever has a shared link, the visitor's own page, or Falter by itself. */
export type AuditWho = 'user' | 'api-token' | 'admin-token' | 'shared-link' | 'visitor' | 'falter';

/** One entry of the audit log. Nothing of what was erased or exported stands in it. */
export interface AuditRow {
  id: string;
  /** ISO 8601. */
  at: string;
  /** '' where it is about no single project. */
  project: string;
  kind: AuditKind;
  whoKind: AuditWho;
  who: string;
  /** The id of a session, the hash of a person, a day, a route. */
  subject: string;
  why: string;
  count: number;
}

/** GET /api/v1/audit: newest first. */
export interface AuditList {
  entries: AuditRow[];
  next: string | null;
}
