-- How many sessions of a project began since a moment, and in how many of them something is missing.
-- Asked by GET /api/v1/health/keeping, every few seconds by whoever looks at the health page.
-- Reads four narrow columns of the part of the key since then; the newest revision of a session counts.
SELECT toUInt32(count()) AS sessions, toUInt32(countIf(lacks)) AS incomplete
FROM
(
    SELECT session, argMax(dropped > 0 OR gaps > 0, revision) AS lacks
    FROM sessions
    WHERE project = {project:String} AND first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
    GROUP BY session
)
