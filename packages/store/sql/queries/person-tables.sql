-- Tables that name persons of a project, beside their sessions: whatever has such columns.
-- Asked by the erasure of a person.
-- Reads what the engine knows of its tables.
SELECT table
FROM system.columns
WHERE database = currentDatabase()
    AND table IN (SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree')
    AND table NOT IN ('erasures', 'erased_persons', 'audit')
GROUP BY table
HAVING countIf(name = 'project') > 0 AND countIf(name = 'person') > 0
ORDER BY table
