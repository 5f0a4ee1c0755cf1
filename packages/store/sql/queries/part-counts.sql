-- How many parts each table has: the engine slows inserts down at a thousand in one partition, and refuses at three thousand.
-- Asked by the metrics.
-- Reads what the engine knows of its parts.
SELECT table, toFloat64(count()) AS parts
FROM system.parts
WHERE database = currentDatabase() AND active
GROUP BY table
ORDER BY table
