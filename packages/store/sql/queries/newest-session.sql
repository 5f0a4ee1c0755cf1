-- The session of a project that began last, but for those of falter doctor; no row when there is none.
-- Asked by GET /api/v1/health/arrivals, every few seconds by whoever waits for the first one.
-- Reads `sessions` backwards along its key and stops at the first row.
SELECT session AS id, toUnixTimestamp64Milli(first_seen_at) AS firstSeenAt
FROM sessions
WHERE project = {project:String} AND browser != {doctor:String}
ORDER BY project DESC, first_seen_at DESC
LIMIT 1
