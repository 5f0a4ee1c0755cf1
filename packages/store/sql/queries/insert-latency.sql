-- How long stored batches of all projects took from their first byte to the disk, since a moment.
-- Asked by GET /api/v1/health.
-- Reads `intake`, one day's partition or two.
SELECT sum(count) AS batches, sum(took_ms) AS tookMs, max(slowest_ms) AS slowestMs
FROM intake
WHERE outcome = 'stored' AND minute >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
