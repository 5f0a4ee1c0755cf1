-- All projects with their settings.
-- Asked by the collector, again and again: keys can be revoked while it runs.
-- Reads a handful of rows; the newest revision of each wins.
SELECT project, name, keys, origins, retention_days AS retentionDays, detection
FROM projects
ORDER BY project, revision DESC
LIMIT 1 BY project
