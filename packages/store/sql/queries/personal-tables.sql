-- Tables that hold something of sessions, and those that hold something of a project: whatever has such columns.
-- Asked by every erasure, so that a table made tomorrow is not forgotten.
-- Reads what the engine knows of its tables. Left out: what must outlive an erasure.
SELECT table, countIf(name = 'session') > 0 AS hasSession
FROM system.columns
WHERE database = currentDatabase()
    AND table IN (SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree')
    AND table NOT IN ('erasures', 'erased_persons', 'audit', 'projects')
GROUP BY table
HAVING countIf(name = 'project') > 0
ORDER BY table
