import { type AuditEntry, type Client, listAudit, writeAudit } from '@falter/store';
import type { AuditList } from '@falter/wire';
import type { Context, MiddlewareHandler } from 'hono';
import type { AuditQuery } from './erasure-schemas.ts';
import { ApiError } from './problem.ts';

/** What an entry is about; who, and when, is added here. */
export type Deed = Pick<AuditEntry, 'project' | 'kind' | 'subject' | 'why' | 'count'>;

/** Writes down what whoever asks did, or is about to do. @throws StoreError: then it must not be done */
export async function audit(c: Context, writer: Client, deed: Deed): Promise<void> {
  const { kind, name, login } = c.get('asker');
  const who = login === '' ? name : `${name} (${login})`;
  await writeAudit(writer, { ...deed, whoKind: kind, who });
}

/** GET /audit. One entry more than asked for tells whether there is a next page. */
export async function showAudit(
  store: Client,
  project: string,
  { kind, cursor, limit }: AuditQuery,
): Promise<AuditList> {
  const [at = '', id = ''] = cursor.split('.');
  const before = cursor === '' ? {} : { before: { at: Number(at), id } };
  const found = await listAudit(store, { project, kind, limit: limit + 1, ...before });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    entries: page.map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })),
    next: last && found.length > limit ? `${last.at}.${last.id}` : null,
  };
}

/**
 * Writes down what was refused for want of a role: who tries what is not theirs is worth knowing. A refusal that cannot be written
 * down stays a refusal.
 */
export function auditRefusals(writer: Client): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (!(c.error instanceof ApiError) || c.error.problem.name !== 'forbidden') return;
    const subject = `${c.req.method} ${c.req.path}`;
    const deed = { project: '', kind: 'refused', subject, why: 'The role does not allow it.', count: 1 } as const;
    await audit(c, writer, deed).catch(() => undefined);
  };
}
