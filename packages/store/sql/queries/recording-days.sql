-- Days of recordings on the disk, oldest first: which table, which UTC day, bytes on the disk and batches.
-- Asked by the disk guard and the metrics, every minute.
-- Reads what the engine knows of its parts.
SELECT
    table,
    toUInt32(toDate(partition)) AS day,
    toFloat64(sum(bytes_on_disk)) AS bytes,
    toFloat64(sum(rows)) AS batches
FROM system.parts
WHERE database = currentDatabase() AND active AND table IN ('batches', 'kept')
GROUP BY table, partition
ORDER BY day, table
