-- What came for a project, and for nobody's key, since a moment: by outcome, origin and hint, newest first.
-- Asked by GET /api/v1/health/refusals and /arrivals.
-- Reads `intake` along its key.
SELECT
    project,
    outcome,
    origin,
    hint,
    sum(count) AS count,
    toUnixTimestamp64Milli(max(last_at)) AS lastAt
FROM intake
WHERE project IN ({project:String}, '')
    AND minute >= toStartOfMinute(fromUnixTimestamp64Milli({since:Int64}, 'UTC'))
GROUP BY project, outcome, origin, hint
HAVING max(last_at) >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
    AND (NOT {refusedOnly:Bool} OR outcome NOT IN ('script', 'stored', 'duplicate', 'declined'))
ORDER BY lastAt DESC, count DESC, outcome, origin, hint
LIMIT {limit:UInt32}
