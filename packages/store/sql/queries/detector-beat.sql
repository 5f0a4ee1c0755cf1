-- The detectors' last signs of life together, and how long ago the newest was by the engine's clock.
-- Asked by GET /api/v1/health.
-- Reads the end of `detector_beats`; no row when none ever gave one. Of those heard of shortly before the newest, the sums.
SELECT
    toUnixTimestamp64Milli(max(beat_at)) AS at,
    toUnixTimestamp64Milli(now64(3)) - toUnixTimestamp64Milli(max(beat_at)) AS ageMs,
    max(behind_ms) AS behindMs,
    toUInt32(sum(waiting)) AS waiting,
    toUInt32(sum(failing)) AS failing
FROM
(
    SELECT beat.at AS beat_at, behind_ms, waiting, failing
    FROM detector_beats AS beat
    WHERE beat.at > (SELECT max(last.at) FROM detector_beats AS last) - INTERVAL 10 SECOND
    ORDER BY beat.at DESC
    LIMIT 1 BY worker
)
HAVING count() > 0
