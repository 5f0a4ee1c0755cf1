-- The event lines of a session's tab (or of all its tabs, one after another), or of some of its batches, in order, each batch once.
-- Asked by GET /api/v1/sessions/ID/recording, streamed as it is (TSVRaw: lines leave as they were stored).
-- Reads one session along the primary key.
SELECT lines
FROM (SELECT * FROM batches UNION ALL SELECT * FROM kept)
WHERE project = {project:String} AND session = {session:String} AND ({tab:String} = '' OR tab = {tab:String})
    AND seq BETWEEN {fromSeq:UInt32} AND {toSeq:UInt32}
ORDER BY tab, seq, received_at, hash
LIMIT 1 BY tab, seq
SETTINGS max_execution_time = 300 -- counts the time of a slow reader too
