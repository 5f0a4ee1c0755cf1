-- Sessions seen since a moment whose last word is not yet "closed".
-- Asked by the detector at its start: these it must follow to their end.
-- Reads the recent end of `sessions`, narrow columns.
SELECT project, session, closed, toUnixTimestamp64Milli(last_seen_at) AS lastSeenAt
FROM
(
    SELECT project, session, closed, last_seen_at, first_seen_at, revision
    FROM sessions
    WHERE first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
    ORDER BY project, first_seen_at, session, revision DESC
    LIMIT 1 BY project, first_seen_at, session
)
WHERE NOT closed
