-- Whether the values of a session are in `norms`.
-- Asked by the detector when a session is closed.
-- Reads one granule of `norm_sessions`.
SELECT session
FROM norm_sessions
WHERE project = {project:String} AND session = {session:String}
LIMIT 1
