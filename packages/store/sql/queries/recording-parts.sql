-- The map of a session's recording: what each batch of a tab (or of all tabs) holds, in order, each once, without its event lines.
-- Asked by GET /api/v1/sessions/ID/parts: a player reads from it which batches a moment needs.
-- Reads one session along the primary key, narrow columns; the lines of batches that were stored before they had an outline.
WITH
    arraySort(arrayFilter(at -> at > 0, outline.at)) AS times,
    -- Some clocks say the year 9999: what lies two days from the middle is no time of this batch.
    arrayFilter(at -> abs(at - times[intDiv(length(times) + 1, 2)]) < 172800000, times) AS sane,
    arraySort(arrayMap(event -> event.at, arrayFilter(event -> event.kind = 3 AND event.at BETWEEN sane[1] AND sane[-1], outline))) AS acted,
    arraySplit((at, gap) -> gap > {togetherMs:Int64}, acted, arrayDifference(acted)) AS stretches,
    indexOf(outline.kind, 1) AS first
SELECT
    tab,
    seq,
    events,
    bytes,
    if(empty(sane), 0, sane[1]) AS `from`,
    if(empty(sane), 0, sane[-1]) AS `until`,
    arrayMap(event -> event.at, arrayFilter(event -> event.kind = 1, outline)) AS snapshots,
    -- By their time: the oldest recorders wrote changes before the snapshot that they come after.
    arrayCount(event -> event.kind IN (2, 3) AND (first = 0 OR event.at < outline.at[first]), if(first = 0, outline, arraySlice(outline, 1, first))) AS `before`,
    arrayMap(stretch -> (stretch[1], stretch[-1], length(stretch)), arrayFilter(stretch -> notEmpty(stretch), stretches)) AS acts,
    told
FROM
(
    SELECT tab, seq, events, bytes, outline, told
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
)
ORDER BY tab, seq
