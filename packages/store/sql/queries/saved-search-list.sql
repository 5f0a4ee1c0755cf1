-- Searches that somebody saved, for themselves or for all, by name.
-- Asked by GET /api/v1/searches.
-- Reads the few rows of a project; the newest revision of each wins.
SELECT id, name, search, sort, by_id AS byId, by_name AS byName, shared
FROM (SELECT * FROM saved_searches WHERE project = {project:String} ORDER BY id, revision DESC LIMIT 1 BY id)
WHERE NOT removed AND (shared OR by_id = {byId:String})
ORDER BY lowerUTF8(name), id
LIMIT 1000
