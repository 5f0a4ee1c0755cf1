-- The detector's last sign of life, and how long ago it was by the engine's clock.
-- Asked by GET /api/v1/health.
-- Reads the end of `detector_beats`; no row when it never gave one.
SELECT
    toUnixTimestamp64Milli(beat.at) AS at,
    toUnixTimestamp64Milli(now64(3)) - toUnixTimestamp64Milli(beat.at) AS ageMs,
    behind_ms AS behindMs,
    waiting,
    failing
FROM detector_beats AS beat
ORDER BY beat.at DESC
LIMIT 1
