-- Previews with the work on them: one by its id, or for an empty id those that are not finished, oldest request first.
-- Asked by GET /api/v1/previews/ID, and every second by detectors that look for something to do.
-- Reads a handful of rows; the newest revision of each wins. Work counts as alive for `aliveMs` after its last word.
SELECT
    project, preview AS id, toUnixTimestamp64Milli(requested_at) AS requestedAt,
    toUnixTimestamp64Milli(since) AS since, toUnixTimestamp64Milli(before) AS before,
    sample_max AS sampleMax, present, proposed, redetection, cancelled, worker, alive, done, attempts,
    total, sample, looked, unreadable, result
FROM
(
    SELECT *
    FROM previews
    WHERE {project:String} = '' OR (project = {project:String} AND preview = {id:String})
    ORDER BY project, preview, revision DESC
    LIMIT 1 BY project, preview
) AS asked
LEFT JOIN
(
    SELECT
        project, preview,
        -- Finished work before all, then work in progress, first come first; then what came furthest.
        argMin(work_by, rank) AS worker, argMin(is_alive, rank) AS alive, max(is_done) AS done,
        countIf(NOT is_released) AS attempts,
        argMin(work_total, rank) AS total, argMin(work_sample, rank) AS sample, argMin(work_looked, rank) AS looked,
        argMin(work_unreadable, rank) AS unreadable, argMin(work_result, rank) AS result
    FROM
    (
        SELECT
            project, preview, worker AS work_by, done AS is_done, released AS is_released, total AS work_total, sample AS work_sample,
            looked AS work_looked, unreadable AS work_unreadable, result AS work_result,
            NOT released AND heard_at > now64(3) - toIntervalMillisecond({aliveMs:UInt32}) AS is_alive,
            (NOT done, NOT is_alive, if(is_alive, toUnixTimestamp64Milli(claimed_at), -toInt64(looked)), released, worker) AS rank
        FROM preview_work
        WHERE {project:String} = '' OR (project = {project:String} AND preview = {id:String})
        ORDER BY project, preview, worker, revision DESC
        LIMIT 1 BY project, preview, worker
    )
    GROUP BY project, preview
) AS work USING (project, preview)
WHERE requested_at > now64(3) - INTERVAL 2 DAY AND ({id:String} != '' OR (NOT cancelled AND NOT done))
ORDER BY requestedAt, id
