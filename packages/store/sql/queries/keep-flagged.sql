-- Copies a project's recordings with findings, or with which somebody worked, of a day to where they are kept longer; what is there already is not copied again.
-- Asked by the retention sweep and the disk guard, before the day goes.
-- Reads the flagged sessions of one partition whole, and writes them.
INSERT INTO kept
SELECT *
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
    AND (session, tab, seq) NOT IN (SELECT session, tab, seq FROM kept WHERE project = {project:String} AND first_seen_at >= toDateTime64({day:UInt32} * 86400, 3, 'UTC') AND first_seen_at < toDateTime64(({day:UInt32} + 1) * 86400, 3, 'UTC'))
SETTINGS insert_deduplicate = 0 -- what was kept, dropped and comes again is no duplicate
