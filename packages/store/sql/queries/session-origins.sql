-- When sessions were first seen, whose secret they carry and how much of each is stored; no row for a new one.
-- Asked by the collector for sessions it does not remember, many at once: parallel arrays, one entry a session.
-- Reads each session's granules along the primary key, three narrow columns.
SELECT
    project, session,
    toUnixTimestamp64Milli(min(first_seen_at)) AS firstSeenAt,
    toString(argMin(secret, (first_seen_at, received_at))) AS secret,
    sum(bytes) AS bytes
FROM (SELECT * FROM batches UNION ALL SELECT * FROM kept)
WHERE (project, session) IN arrayZip({projects:Array(String)}, {sessions:Array(String)})
GROUP BY project, session
