-- When each write key of a project was last used.
-- Asked by the settings, so that one can tell when an old key may go.
-- Reads a handful of rows along the key.
SELECT key, toUnixTimestamp64Milli(max(used_at)) AS usedAt
FROM key_uses
WHERE project = {project:String}
GROUP BY key
