-- Sessions and projects that were erased, and whether they are gone from the disk; written down since a moment of the engine's clock.
-- Asked by the collector and the detector, every second, with an overlap.
-- Reads a small table whole; the highest revision of each wins.
SELECT
    project, session,
    toUnixTimestamp64Milli(asked_at) AS askedAt,
    toUnixTimestamp64Milli(written_at) AS writtenAt,
    revision > 1 AS gone
FROM erasures
WHERE written_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
ORDER BY project, session, revision DESC
LIMIT 1 BY project, session
