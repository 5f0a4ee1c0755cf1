import type { Dashboard } from '@falter/wire';
import { getJson } from '../api-client.ts';

/** `search` is the query of GET /api/v1/dashboard. @throws ApiError */
export function readDashboard(search: URLSearchParams, signal: AbortSignal): Promise<Dashboard> {
  return getJson(`/api/v1/dashboard?${search}`, signal);
}
