-- The event lines of a session, batch by batch, each batch once and behind a line of its own: `#TAB SEQ`. No event begins with `#`.
-- Asked by GET /api/v1/sessions/ID/steps, streamed (TSVRaw: lines leave as they were stored).
-- Reads one session along the primary key.
SELECT concat('#', tab, ' ', toString(seq), '\n', lines)
FROM (SELECT * FROM batches UNION ALL SELECT * FROM kept)
WHERE project = {project:String} AND session = {session:String}
ORDER BY tab, seq, received_at, hash
LIMIT 1 BY tab, seq
SETTINGS max_execution_time = 300 -- counts the time of a slow reader too
