-- Where the engine keeps its data and how much room is left there, bytes.
-- Asked by GET /api/v1/health.
-- Reads a system table.
SELECT name, toFloat64(unreserved_space) AS freeBytes, toFloat64(total_space) AS totalBytes
FROM system.disks
WHERE total_space > 0 AND total_space < 9000000000000000000
ORDER BY freeBytes
