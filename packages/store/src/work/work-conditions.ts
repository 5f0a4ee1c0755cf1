import type { Condition } from '../condition.ts';

/** Sessions that somebody filed under a word, whatever its case; the newest change of each tag counts. */
export const TAGGED: Condition = {
  sql: ({ value }, bind) => `session IN
    (
        SELECT session
        FROM (SELECT session, tag, removed FROM session_tags WHERE project = {project:String}
            ORDER BY session, tag, revision DESC LIMIT 1 BY session, tag)
        WHERE NOT removed AND lowerUTF8(tag) = ${bind('String', value.toLowerCase())}
    )`,
};

/** Sessions that somebody wrote a comment at which still stands. */
export const COMMENTED: Condition = {
  sql: () => `session IN
    (
        SELECT session
        FROM (SELECT session, id, removed FROM session_comments WHERE project = {project:String}
            ORDER BY session, id, revision DESC LIMIT 1 BY session, id)
        WHERE NOT removed
    )`,
};

/** Sessions whose recording was looked at: by whoever asks, or by anyone. */
export const WATCHED: Condition = {
  sql: ({ value }, bind, { watcher = '' }) => {
    const by = value === 'me' ? ` AND by_id = ${bind('String', watcher)}` : '';
    return `session IN (SELECT session FROM session_watches WHERE project = {project:String}${by})`;
  },
};
