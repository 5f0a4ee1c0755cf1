import type { AuditKind, AuditList, ErasureDone, ErasureWish } from '@falter/wire';
import { getJson, sendJson } from '../api-client.ts';

/** Erases a session or a person. @throws ApiError */
export function erase(wish: ErasureWish): Promise<ErasureDone> {
  return sendJson('POST', '/api/v1/erasures', wish);
}

/** Erases a project with all that was recorded of it; `name` as it is called. @throws ApiError */
export function eraseProject(id: string, name: string): Promise<ErasureDone> {
  return sendJson('DELETE', `/api/v1/projects/${encodeURIComponent(id)}`, { name });
}

/** A page of the audit log, newest first; `''` for all kinds, and for the first page. @throws ApiError */
export function readAudit(kind: AuditKind | '', cursor: string): Promise<AuditList> {
  return getJson(`/api/v1/audit?${new URLSearchParams({ kind, cursor })}`);
}
