-- How many batches of a project's day that are to be kept were not copied, and how many were.
-- Asked by whoever copied: nothing is dropped while one is missing.
-- Reads narrow columns of one partition in both tables.
SELECT countIf((session, tab, seq) NOT IN (SELECT session, tab, seq FROM kept WHERE project = {project:String} AND first_seen_at >= toDateTime64({day:UInt32} * 86400, 3, 'UTC') AND first_seen_at < toDateTime64(({day:UInt32} + 1) * 86400, 3, 'UTC'))) AS missing, count() - missing AS copied
FROM
(
    SELECT session, tab, seq
    FROM batches
    WHERE project = {project:String}
        AND first_seen_at >= toDateTime64({day:UInt32} * 86400, 3, 'UTC')
        AND first_seen_at < toDateTime64(({day:UInt32} + 1) * 86400, 3, 'UTC')
        AND (session IN (SELECT session FROM worked_sessions WHERE project = {project:String}) OR session IN
        (
        SELECT session
        FROM
        (
            SELECT session, findings
            FROM sessions
            WHERE project = {project:String}
                AND first_seen_at >= toDateTime64({day:UInt32} * 86400, 3, 'UTC')
                AND first_seen_at < toDateTime64(({day:UInt32} + 1) * 86400, 3, 'UTC')
            ORDER BY first_seen_at, session, revision DESC
            LIMIT 1 BY first_seen_at, session
        )
        WHERE length(findings) > 0
        ))
    ORDER BY session, tab, seq
    LIMIT 1 BY session, tab, seq
)
