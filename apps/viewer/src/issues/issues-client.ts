import type { IssueDecisionWish, IssueDetail, IssueList } from '@falter/wire';
import { getJson, sendJson } from '../api-client.ts';

/** One page of the list of issues. `search` is the query of `GET /api/v1/issues`. */
export function readIssues(search: URLSearchParams, signal?: AbortSignal): Promise<IssueList> {
  return getJson(`/api/v1/issues?${search}`, signal);
}

export function readIssue(id: string, signal?: AbortSignal): Promise<IssueDetail> {
  return getJson(`/api/v1/issues/${encodeURIComponent(id)}`, signal);
}

/** Mutes, resolves or opens an issue. @throws ApiError */
export function decideIssue(id: string, wish: IssueDecisionWish): Promise<IssueDetail> {
  return sendJson('PUT', `/api/v1/issues/${encodeURIComponent(id)}/state`, wish);
}
