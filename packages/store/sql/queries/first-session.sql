-- Whether the project has any session at all, but for those of falter doctor.
-- Asked by GET /api/v1/dashboard when a range has none: an empty range and an empty project need different words.
-- Finds the first row of the project along the key.
SELECT session FROM sessions WHERE project = {project:String} AND browser != {doctor:String} LIMIT 1
