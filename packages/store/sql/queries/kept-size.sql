-- What all tables take on the disk, and how many batches are kept.
-- Asked by GET /api/v1/health.
-- Reads a system table.
SELECT toFloat64(sum(bytes_on_disk)) AS bytes, toFloat64(sumIf(rows, table IN ('batches', 'kept'))) AS batches
FROM system.parts
WHERE database = currentDatabase() AND active
