import {
  type Client,
  listComments,
  listShares,
  listTags,
  listWatches,
  type SessionKey,
  type StoredComment,
  type StoredShare,
} from '@falter/store';
import type { SessionComment, SessionShare, SessionWork } from '@falter/wire';
import type { Asker } from '../asker.ts';

/** Kind and id of who asks, as the store has it beside what they did. */
export function idOf({ kind, id }: Asker): string {
  return `${kind}:${id}`;
}

const iso = (epochMs: number): string => new Date(epochMs).toISOString();

/** What people did with a session, as whoever asks sees it. */
export async function showWork(store: Client, key: SessionKey, asker: Asker): Promise<SessionWork> {
  const [comments, tags, watched, shares] = await Promise.all([
    listComments(store, key),
    listTags(store, key),
    listWatches(store, key),
    listShares(store, key),
  ]);
  const me = idOf(asker);
  return {
    comments: comments.map((comment) => toComment(comment, me)),
    tags,
    watched: watched.map(({ byId, byName, watchedAt }) => ({
      by: byName,
      watchedAt: iso(watchedAt),
      me: byId === me,
    })),
    shares: shares.map(toShare),
  };
}

function toComment({ id, at, tab, text, byId, byName, writtenAt }: StoredComment, me: string): SessionComment {
  return { id, at, tab, text, by: byName, writtenAt: iso(writtenAt), mine: byId === me };
}

export function toShare({ id, byName, sharedAt, expiresAt }: StoredShare): SessionShare {
  return { id, by: byName, sharedAt: iso(sharedAt), expiresAt: iso(expiresAt) };
}
