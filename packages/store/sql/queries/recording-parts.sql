-- The map of a session's recording: what each batch of a tab (or of all tabs) holds, in order, each once, without its event lines.
-- Asked by GET /api/v1/sessions/ID/parts: a player reads from it which batches a moment needs. Times are told from one to the next: they are short.
-- Reads one session along the primary key, narrow columns; the lines of batches that were stored before they had an outline.
SELECT tab, seq, events, bytes, outline.at[1] AS firstAt, arrayDifference(outline.at) AS steps, outline.kind AS kinds, told
FROM
(
    SELECT project, session, tab, seq, events, bytes, outline, told, received_at, hash FROM batches
    UNION ALL
    SELECT project, session, tab, seq, events, bytes, outline, told, received_at, hash FROM kept
)
WHERE project = {project:String} AND session = {session:String} AND ({tab:String} = '' OR tab = {tab:String})
    AND seq >= {fromSeq:UInt32}
ORDER BY tab, seq, received_at, hash
LIMIT 1 BY tab, seq
