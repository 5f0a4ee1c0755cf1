-- Whether a result of a preview names one of these sessions.
-- Asked by an erasure before it deletes.
-- Reads a small table.
SELECT 1 AS found
FROM preview_work
WHERE project = {project:String} AND arrayExists(session -> position(result, session) > 0, {sessions:Array(String)})
LIMIT 1
