import type { AuditKind, AuditList, ErasureDone, ErasureWish, ExportWish } from '@falter/wire';
import { ApiError, getJson, sendForFile, sendJson } from '../api-client.ts';

/** Erases a session or a person. @throws ApiError */
export function erase(wish: ErasureWish): Promise<ErasureDone> {
  return sendJson('POST', '/api/v1/erasures', wish);
}

/** The last line of an export has at most so many bytes. */
const END_BYTES = 200;

/** All that is kept of a person, NDJSON. @throws ApiError, also when it broke off on the way: half an export must not pass for one */
export async function exportPerson(wish: ExportWish): Promise<Blob> {
  const file = await sendForFile('/api/v1/exports', wish);
  const end = await file.slice(-END_BYTES).text();
  if (/\{"kind":"end"[^\n]*\}\n$/.test(end)) return file;
  throw new ApiError({ status: 0, name: 'broke_off', detail: 'The export broke off before its end. Try again.' });
}

/** Erases a project with all that was recorded of it; `name` as it is called. @throws ApiError */
export function eraseProject(id: string, name: string): Promise<ErasureDone> {
  return sendJson('DELETE', `/api/v1/projects/${encodeURIComponent(id)}`, { name });
}

/** A page of the audit log, newest first; `''` for all kinds, and for the first page. @throws ApiError */
export function readAudit(kind: AuditKind | '', cursor: string): Promise<AuditList> {
  return getJson(`/api/v1/audit?${new URLSearchParams({ kind, cursor })}`);
}
