-- Batches that arrived at or after a moment of the engine's clock, oldest first.
-- Asked by followers, with an overlap: rows may become visible later than their time says.
-- Reads `arrivals` along its key.
SELECT toUnixTimestamp64Milli(arrived_at) AS arrivedAt, project, session, tab, seq
FROM arrivals
WHERE arrived_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
ORDER BY arrived_at
LIMIT {limit:UInt32}
