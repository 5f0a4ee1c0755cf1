-- Assets that are stored, those that came last first.
-- Asked by the collector when it starts.
-- Reads narrow columns of all assets.
SELECT project, hash
FROM assets
GROUP BY project, hash
ORDER BY max(stored_at) DESC
LIMIT {limit:UInt32}
