-- What was decided of an issue, newest first.
-- Asked by the page of an issue.
-- Reads its rows along the key.
SELECT state, release, toUnixTimestamp64Milli(decided_at) AS decidedAt, decided_by AS decidedBy, note
FROM issue_decisions
WHERE project = {project:String} AND issue = {issue:String}
ORDER BY decided_at DESC
LIMIT 20
