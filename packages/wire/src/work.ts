/** Characters of a comment, and comments of a session. */
export const COMMENT_MAX_CHARS = 2_000;
export const COMMENTS_MAX = 500;

/** Characters of a tag, and tags of a session. */
export const TAG_MAX_CHARS = 40;
export const TAGS_MAX = 20;

/** For how many hours a shared link can be good, and how many links of one session can be so at once. */
export const SHARE_HOURS = [1, 24, 168, 720] as const;
export const SHARES_MAX = 50;

/** What somebody wrote at a moment of a session. */
export interface SessionComment {
  id: string;
  /** Milliseconds since the session's start. */
  at: number;
  /** The tab that was on the screen; '' for the session as a whole. */
  tab: string;
  text: string;
  /** Name of who wrote it. */
  by: string;
  /** ISO 8601: written, or last changed. */
  writtenAt: string;
  /** Whether whoever asks wrote it. */
  mine: boolean;
}

/** Somebody who watched a session, the last time they did. */
export interface SessionWatch {
  by: string;
  /** ISO 8601. */
  watchedAt: string;
  me: boolean;
}

/** A link that shows one session to whoever has it, without an account. */
export interface SessionShare {
  id: string;
  by: string;
  /** ISO 8601. */
  sharedAt: string;
  expiresAt: string;
}

/** GET /api/v1/sessions/ID/work: what people did with a session. */
export interface SessionWork {
  /** By moment. */
  comments: SessionComment[];
  /** By name. */
  tags: string[];
  /** Who watched last comes first. */
  watched: SessionWatch[];
  /** Those that are still good, newest first. */
  shares: SessionShare[];
}

/** POST /api/v1/sessions/ID/comments, and PUT of one that is there. */
export interface CommentWish {
  /** Milliseconds since the session's start. */
  at: number;
  tab?: string | undefined;
  text: string;
}

/** POST /api/v1/sessions/ID/shares. */
export interface ShareWish {
  /** One of `SHARE_HOURS`. */
  hours: number;
}

/** Its answer. The token is told this once: what is kept of it is a hash. */
export interface ShareMade extends SessionShare {
  /** Path in the viewer, with the token in its fragment, which no server and no other page gets to see. */
  path: string;
}
