-- Batches of a project that contradict what is stored, newest first, each once, without their lines.
-- Asked by GET /api/v1/quarantine: what was kept apart, and why.
-- Reads narrow columns of one project, two weeks at most.
SELECT
    reason, session, tab, seq, toString(hash) AS hash, page, user_agent AS userAgent, events, bytes,
    toUnixTimestamp64Milli(received_at) AS receivedAt
FROM
(
    SELECT * EXCEPT (lines)
    FROM quarantine
    WHERE project = {project:String}
    ORDER BY session, tab, seq, reason, hash, received_at
    LIMIT 1 BY session, tab, seq, reason, hash
)
ORDER BY receivedAt DESC, session, tab, seq, reason, hash
LIMIT {limit:UInt32}
