-- Who watched a session, each with the last time, last first.
-- Asked by the page of a session.
-- Reads a few rows along the primary key.
SELECT by_id AS byId, argMax(by_name, watched_at) AS byName, toUnixTimestamp64Milli(max(watched_at)) AS watchedAt
FROM session_watches
WHERE project = {project:String} AND session = {session:String}
GROUP BY by_id
ORDER BY watchedAt DESC, by_id
LIMIT 100
