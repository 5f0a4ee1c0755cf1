-- Parts that the engine put aside because they were damaged.
-- Asked by the health check: the engine itself detaches them silently at its start.
-- Reads a system table.
SELECT count() AS parts
FROM system.detached_parts
WHERE database = currentDatabase() AND reason NOT IN ('', 'ignored')
