-- The comments at a session, by moment.
-- Asked by the page of a session.
-- Reads a few rows along the primary key; the newest revision of each wins.
SELECT id, at_ms AS at, tab, text, by_id AS byId, by_name AS byName, toUnixTimestamp64Milli(written_at) AS writtenAt
FROM
(
    SELECT *
    FROM session_comments
    WHERE project = {project:String} AND session = {session:String}
    ORDER BY id, revision DESC
    LIMIT 1 BY id
)
WHERE NOT removed
ORDER BY at_ms, written_at, id
