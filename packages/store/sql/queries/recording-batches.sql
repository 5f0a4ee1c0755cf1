-- The batches of a session with their event lines, in order, each once.
-- Asked by the detector.
-- Reads one session along the primary key.
SELECT
    tab, seq, release, user_agent AS userAgent, dropped, lines,
    toUnixTimestamp64Milli(first_seen_at) AS firstSeenAt,
    toUnixTimestamp64Milli(received_at) AS receivedAt,
    toUnixTimestamp64Milli(sent_at) AS sentAt
FROM (SELECT * FROM batches UNION ALL SELECT * FROM kept)
WHERE project = {project:String} AND session = {session:String}
ORDER BY tab, seq, received_at, hash
LIMIT 1 BY tab, seq
