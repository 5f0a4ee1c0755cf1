-- All projects with their settings, but for those that were erased.
-- Asked by the collector, again and again: keys can be revoked while it runs.
-- Reads a handful of rows; the newest revision of each wins.
SELECT * EXCEPT (removed)
FROM
(
    SELECT
        project, revision, name, keys, origins, detection, recording, redaction,
        retention_days AS retentionDays,
        retention_flagged_days AS retentionFlaggedDays,
        mapApply((key, made_at) -> (key, toUnixTimestamp64Milli(made_at)), keys_made_at) AS keysMadeAt,
        removed
    FROM projects
    ORDER BY project, revision DESC
    LIMIT 1 BY project
)
WHERE NOT removed
