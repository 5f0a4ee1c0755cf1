-- Sessions of a time that have a recording, the newest first, and on each row how many there are in all.
-- Asked by a detector that begins a preview.
-- Reads narrow columns of one project in the partitions of that time.
SELECT session, count() OVER () AS total
FROM
(
    SELECT session, min(first_seen_at) AS seen_at
    FROM (SELECT * FROM batches UNION ALL SELECT * FROM kept)
    WHERE project = {project:String}
        AND first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
        AND first_seen_at < fromUnixTimestamp64Milli({before:Int64}, 'UTC')
    GROUP BY session
)
ORDER BY seen_at DESC, session
LIMIT {limit:UInt32}
