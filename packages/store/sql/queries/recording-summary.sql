-- What a session's recording holds, tab by tab, without its lines.
-- Asked by the session page and by the detector.
-- Reads one session along the primary key, narrow columns.
SELECT
    tab,
    uniqExact(seq) AS batches,
    max(seq) + 1 AS expected,
    sum(events) AS events,
    sum(bytes) AS bytes,
    max(dropped) AS dropped,
    toUnixTimestamp64Milli(min(received_at)) AS firstReceivedAt,
    toUnixTimestamp64Milli(max(received_at)) AS lastReceivedAt,
    toUnixTimestamp64Milli(argMax(sent_at, received_at)) AS lastSentAt,
    toUnixTimestamp64Milli(min(first_seen_at)) AS firstSeenAt
FROM
(
    SELECT * EXCEPT (lines)
    FROM (SELECT * FROM batches UNION ALL SELECT * FROM kept)
    WHERE project = {project:String} AND session = {session:String}
    ORDER BY tab, seq, received_at, hash
    LIMIT 1 BY tab, seq
)
GROUP BY tab
ORDER BY firstReceivedAt, tab
