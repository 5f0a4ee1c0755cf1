import type { CommentWish, SessionWork, ShareMade } from '@falter/wire';
import { getJson, sendJson } from '../api-client.ts';

/** What people did with a session. Each change answers with all of it. */
const placeOf = (session: string): string => `/api/v1/sessions/${encodeURIComponent(session)}`;

export function readWork(session: string, signal: AbortSignal): Promise<SessionWork> {
  return getJson(`${placeOf(session)}/work`, signal);
}

/** Writes a comment, or changes the one of this id. */
export function writeComment(session: string, comment: CommentWish, id?: string): Promise<SessionWork> {
  const comments = `${placeOf(session)}/comments`;
  return id === undefined ? sendJson('POST', comments, comment) : sendJson('PUT', `${comments}/${id}`, comment);
}

export function removeComment(session: string, id: string): Promise<SessionWork> {
  return sendJson('DELETE', `${placeOf(session)}/comments/${id}`);
}

export function setTags(session: string, tags: readonly string[]): Promise<SessionWork> {
  return sendJson('PUT', `${placeOf(session)}/tags`, { tags });
}

export function makeShare(session: string, hours: number): Promise<ShareMade> {
  return sendJson('POST', `${placeOf(session)}/shares`, { hours });
}

export function endShare(session: string, id: string): Promise<SessionWork> {
  return sendJson('DELETE', `${placeOf(session)}/shares/${id}`);
}
