-- What was kept apart of a project, each batch once, by reason: how much and when last, newest first.
-- Asked by GET /api/v1/health/keeping, every few seconds by whoever looks at the health page.
-- Reads narrow columns of one project, two weeks at most.
SELECT
    reason,
    toUInt32(uniqExact(session, tab, seq, hash)) AS batches,
    toUnixTimestamp64Milli(max(received_at)) AS lastAt
FROM quarantine
WHERE project = {project:String}
GROUP BY reason
ORDER BY lastAt DESC, reason
