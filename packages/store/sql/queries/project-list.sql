-- All projects with their write keys and allowed origins.
-- Asked by the collector, again and again: keys can be revoked while it runs.
-- Reads a handful of rows; the newest revision of each wins.
SELECT project, keys, origins
FROM projects
ORDER BY project, revision DESC
LIMIT 1 BY project
