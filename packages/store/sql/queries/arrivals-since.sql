-- Batches that arrived between two moments of the engine's clock, oldest first, page by page.
-- Asked by followers, with an overlap: rows may become visible later than their time says.
-- Reads `arrivals` along its key.
SELECT toUnixTimestamp64Milli(arrived_at) AS arrivedAt, project, session, tab, seq
FROM arrivals
WHERE arrived_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
    AND arrived_at < fromUnixTimestamp64Milli({until:Int64}, 'UTC')
    AND (arrived_at, session, tab, seq)
        > (fromUnixTimestamp64Milli({afterAt:Int64}, 'UTC'), {afterSession:String}, {afterTab:String}, {afterSeq:Int64})
ORDER BY arrived_at, session, tab, seq
LIMIT {limit:UInt32}
