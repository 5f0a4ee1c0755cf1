-- Parts that the engine put aside because they were damaged, and about how many rows lie in them: by their size, as full as the others.
-- Asked by the health check: the engine itself detaches them silently at its start.
-- Reads system tables.
SELECT count() AS parts, toFloat64(round(sum(damaged.bytes_on_disk * sound.rows_per_byte))) AS lostRows
FROM system.detached_parts AS damaged
LEFT JOIN
(
    SELECT table, sum(rows) / greatest(sum(bytes_on_disk), 1) AS rows_per_byte
    FROM system.parts
    WHERE database = currentDatabase() AND active
    GROUP BY table
) AS sound ON damaged.table = sound.table
WHERE damaged.database = currentDatabase() AND damaged.reason NOT IN ('', 'ignored')
