-- What is kept of the sessions first seen on a day, by project: batches and their inflated bytes.
-- Asked by the retention sweep, before it drops a day.
-- Reads narrow columns of one partition.
SELECT project, count() AS batches, sum(bytes) AS bytes
FROM {table:Identifier}
WHERE first_seen_at >= toDateTime64({day:UInt32} * 86400, 3, 'UTC')
    AND first_seen_at < toDateTime64(({day:UInt32} + 1) * 86400, 3, 'UTC')
GROUP BY project
ORDER BY project
