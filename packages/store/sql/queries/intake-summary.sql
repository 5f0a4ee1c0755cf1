-- How many batches of a project, and of nobody's key, ended how: in the last hour and day, and when it last happened at all.
-- Asked by GET /api/v1/health.
-- Reads `intake` along its key, 30 days at most.
SELECT
    project,
    outcome,
    sumIf(count, minute >= fromUnixTimestamp64Milli({hourAgo:Int64}, 'UTC')) AS lastHour,
    sumIf(count, minute >= fromUnixTimestamp64Milli({dayAgo:Int64}, 'UTC')) AS lastDay,
    toUnixTimestamp64Milli(max(last_at)) AS lastAt
FROM intake
WHERE project IN ({project:String}, '')
GROUP BY project, outcome
ORDER BY project, outcome
