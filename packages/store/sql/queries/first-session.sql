-- Whether the project has any session at all.
-- Asked by GET /api/v1/dashboard when a range has none: an empty range and an empty project need different words.
-- Finds the first row of the project along the key.
SELECT session FROM sessions WHERE project = {project:String} LIMIT 1
