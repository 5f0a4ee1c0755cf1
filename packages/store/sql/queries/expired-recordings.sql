-- What is kept of a project's recordings from before a day, by day: batches and their inflated bytes.
-- Asked by the retention sweep, every hour.
-- Reads narrow columns of the partitions before that day along the project's key; nearly always there are none.
SELECT toUInt32(toDate(first_seen_at)) AS day, count() AS batches, sum(bytes) AS bytes
FROM {table:Identifier}
WHERE project = {project:String} AND first_seen_at < toDateTime64({before:UInt32} * 86400, 3, 'UTC')
GROUP BY day
ORDER BY day
