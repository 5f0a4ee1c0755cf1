import type { AuditKind, AuditRow } from '@falter/wire';

/** What an entry is about, for the list and for its filter. */
export const KIND_WORDS: Readonly<Record<AuditKind, string>> = {
  'erased-session': 'Session erased',
  'erased-person': 'Person erased',
  'erased-project': 'Project erased',
  'exported-person': 'Data of a person exported',
  'dropped-recordings': 'Recordings dropped for room',
  'changed-retention': 'Retention changed',
  'watched-session': 'Recording watched',
  'shared-session': 'Recording shared by link',
  'ended-share': 'Shared link ended',
  'listed-quarantine': 'Batches kept apart listed',
  redetected: 'Past sessions judged anew',
  'decided-issue': 'Issue muted, resolved or opened',
  'uploaded-source-maps': 'Source maps uploaded',
  refused: 'Refused',
};

/** Who it was, as one says it. */
export function whoWords({ whoKind, who }: Pick<AuditRow, 'whoKind' | 'who'>): string {
  if (whoKind === 'visitor') return 'The visitor’s page';
  if (whoKind === 'falter') return 'Falter itself';
  if (whoKind === 'admin-token') return 'Admin token';
  if (whoKind === 'shared-link') return `Whoever has the ${who}`;
  return whoKind === 'api-token' ? `API token ${who}` : who;
}

/** What it was about: a hash is cut, it is compared by its beginning. */
export function subjectWords({ subject }: Pick<AuditRow, 'subject'>): string {
  return /^[0-9a-f]{64}$/.test(subject) ? `person ${subject.slice(0, 12)}…` : subject;
}

/** Deeds at which one is asked why. */
const ASKED: ReadonlySet<AuditKind> = new Set(['erased-session', 'erased-person', 'exported-person']);

/** Why it was done, as it was said; nothing where nobody is asked. */
export function whyWords({ kind, why }: Pick<AuditRow, 'kind' | 'why'>): string {
  return why === '' && ASKED.has(kind) ? 'not said' : why;
}
