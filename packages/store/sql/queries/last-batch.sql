-- When the last batch of a project came, but for those of falter doctor, epoch milliseconds; no row when none ever did.
-- Asked by GET /api/v1/health where what came is no longer counted.
-- Reads two columns of `sessions` along the project.
SELECT toUnixTimestamp64Milli(max(last_seen_at)) AS at
FROM sessions
WHERE project = {project:String} AND browser != {doctor:String}
HAVING count() > 0
