-- Sessions that have batches received since a moment.
-- Asked by the detector at its start, to catch up with what arrived while nobody followed.
-- Reads narrow columns of the recent partitions.
SELECT project, session, toUnixTimestamp64Milli(max(received_at)) AS lastReceivedAt
FROM batches
WHERE first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
GROUP BY project, session
