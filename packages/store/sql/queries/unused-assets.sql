-- Assets that no recording names any more, stored before a time, at most 500.
-- Asked by the sweeps: every hour, and before erased sessions are taken from the disk.
-- Reads one narrow column of all recordings, and the names of all assets.
SELECT project, hash
FROM assets
WHERE (project, hash) NOT IN (SELECT project, arrayJoin(assets) FROM (SELECT project, assets FROM batches UNION ALL SELECT project, assets FROM kept))
GROUP BY project, hash
HAVING max(stored_at) < fromUnixTimestamp64Milli({before:Int64}, 'UTC')
LIMIT 500
