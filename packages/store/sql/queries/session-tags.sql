-- The tags of a session.
-- Asked by the page of a session.
-- Reads a few rows along the primary key; the newest revision of each wins.
SELECT tag
FROM
(
    SELECT tag, removed
    FROM session_tags
    WHERE project = {project:String} AND session = {session:String}
    ORDER BY tag, revision DESC
    LIMIT 1 BY tag
)
WHERE NOT removed
ORDER BY tag
