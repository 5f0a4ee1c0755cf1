-- Whether the recording of a session names an asset.
-- Asked by the collector for an asset of which it does not remember that it asked for it: after a start, or beside another collector.
-- Reads one session along the primary key, one narrow column.
SELECT 1 AS found
FROM (SELECT project, session, assets FROM batches UNION ALL SELECT project, session, assets FROM kept)
WHERE project = {project:String} AND session = {session:String} AND has(assets, {hash:String})
LIMIT 1
