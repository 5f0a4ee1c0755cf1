-- What still keeps deleted rows on the disk: rewriting that goes on, and parts that were replaced and not yet removed.
-- Asked by the shredding until there is none.
-- Reads what the engine knows; `until` is when the rewriting was over.
SELECT
    (SELECT count() FROM system.mutations WHERE database = currentDatabase() AND NOT is_done) AS rewriting,
    (
        SELECT count()
        FROM system.parts
        WHERE database = currentDatabase() AND NOT active AND table IN {tables:Array(String)}
            AND remove_time <= fromUnixTimestamp64Milli({until:Int64})
    ) AS replaced
