-- Assets that the recording of a session refers to or names and that are not stored.
-- Asked by GET /api/v1/sessions/ID/parts: a player then knows ahead which pictures are gaps.
-- Reads one session along the primary key, one narrow column, and a granule of assets for each that it names.
WITH named AS
(
    SELECT DISTINCT arrayJoin(assets) AS hash
    FROM (SELECT project, session, assets FROM batches UNION ALL SELECT project, session, assets FROM kept)
    WHERE project = {project:String} AND session = {session:String}
)
SELECT hash
FROM named
WHERE hash NOT IN (SELECT hash FROM assets WHERE project = {project:String} AND hash IN (SELECT hash FROM named))
ORDER BY hash
