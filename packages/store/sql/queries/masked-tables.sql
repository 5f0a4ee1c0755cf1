-- Tables with rows that are deleted and still on the disk.
-- Asked by the shredding, and by whoever waits for its end.
-- Reads what the engine knows of each part.
SELECT table, count() AS parts
FROM system.parts
WHERE database = currentDatabase() AND active AND has_lightweight_delete
GROUP BY table
ORDER BY table
