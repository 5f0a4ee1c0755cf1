-- The batches of a session that one does not have yet, with their event lines, in order, each once; some at a time.
-- Asked by the detector, which keeps what it made of the others: `next` has the first sequence number that it lacks, tab by tab.
-- Reads one session along the primary key, from the given tab and sequence on.
SELECT
    tab, seq, release, user_agent AS userAgent, dropped, lines,
    toUnixTimestamp64Milli(first_seen_at) AS firstSeenAt,
    toUnixTimestamp64Milli(received_at) AS receivedAt,
    toUnixTimestamp64Milli(sent_at) AS sentAt
FROM (SELECT * FROM batches UNION ALL SELECT * FROM kept)
WHERE project = {project:String} AND session = {session:String}
    AND (tab > {afterTab:String} OR (tab = {afterTab:String} AND seq > {afterSeq:Int64}))
    AND seq >= {next:Map(String, UInt32)}[tab]
ORDER BY tab, seq, received_at, hash
LIMIT 1 BY tab, seq
LIMIT {limit:UInt32}
