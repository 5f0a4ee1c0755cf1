import { listAbsentAssets, listRecordingParts } from '@falter/store';
import type { PartRow } from '@falter/wire';
import type { Context } from 'hono';
import type { AuditOnce } from './audit-once.ts';
import { sendJson } from './compression.ts';
import { refuseErased } from './erasure-routes.ts';
import { ApiError } from './problem.ts';
import type { PartsQuery } from './session-query.ts';
import type { Source } from './session-routes.ts';

/**
 * GET /sessions/ID/parts: what each part of the recording holds. It says when the visitor did something and what a page showed, so
 * whoever reads it watches, and that is written down before: where that fails, nothing is told.
 * @throws ApiError `erased`, `no_recording`, `store_unavailable`
 */
export async function showParts(
  c: Context,
  source: Source & { looked: AuditOnce },
  { id, tab, from_seq }: PartsQuery & { id: string },
): Promise<Response> {
  const { store, project } = source;
  const key = { project, session: id };
  const [parts, absent] = await Promise.all([
    listRecordingParts(store, { ...key, tab, fromSeq: from_seq }),
    listAbsentAssets(store, key),
  ]);
  // Of a recording that is followed there may be nothing new; whoever asks for all of it asks whether there is one.
  if (parts.length === 0 && from_seq === 0) {
    await refuseErased(store, project, id);
    throw new ApiError('no_recording', 'There is no recording of this session or tab, or no longer.');
  }
  await source.looked.write(c, { project, kind: 'watched-session', subject: id, why: '', count: 1 });
  const tabs = new Map<string, PartRow[]>();
  for (const { tab: name, ...part } of parts) tabs.set(name, [...(tabs.get(name) ?? []), part]);
  return sendJson(c, { tabs: [...tabs].map(([name, rows]) => ({ id: name, parts: rows })), absent });
}
