-- Links to a session that are good now, newest first.
-- Asked by the page of a session, and by whoever comes with a link.
-- Reads a few rows along the primary key; the newest revision of each wins.
SELECT id, token_hash AS tokenHash, by_name AS byName, toUnixTimestamp64Milli(shared_at) AS sharedAt, toUnixTimestamp64Milli(expires_at) AS expiresAt
FROM
(
    SELECT *
    FROM session_shares
    WHERE project = {project:String} AND session = {session:String}
    ORDER BY id, revision DESC
    LIMIT 1 BY id
)
WHERE NOT removed AND expires_at > now64(3)
ORDER BY shared_at DESC, id
