-- Assets that the recording of a session refers to or names.
-- Asked by GET /api/v1/sessions/ID/recording, to know whether there is anything to expand.
-- Reads one session along the primary key, one narrow column.
SELECT DISTINCT arrayJoin(assets) AS hash
FROM (SELECT project, session, assets FROM batches UNION ALL SELECT project, session, assets FROM kept)
WHERE project = {project:String} AND session = {session:String}
