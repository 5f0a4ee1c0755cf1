-- When the oldest recorded session was first seen, epoch milliseconds; no row when nothing is recorded.
-- Asked by GET /api/v1/health.
-- Reads what the engine knows of each part, no rows.
SELECT toUnixTimestamp64Milli(min(first_seen_at)) AS at
FROM (SELECT * FROM batches UNION ALL SELECT * FROM kept)
HAVING count() > 0
