-- When the last batch of a project came, epoch milliseconds; no row when none ever did.
-- Asked by GET /api/v1/health where what came is no longer counted.
-- Reads one column of `sessions` along the project.
SELECT toUnixTimestamp64Milli(max(last_seen_at)) AS at
FROM sessions
WHERE project = {project:String}
HAVING count() > 0
