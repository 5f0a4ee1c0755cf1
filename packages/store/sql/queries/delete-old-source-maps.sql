-- Takes source maps away that were uploaded before a moment and of whose release no session has begun since.
-- Asked by the retention sweep, every hour.
-- Reads the releases of the sessions of that time, and marks the rows.
DELETE FROM source_maps
WHERE project = {project:String} AND uploaded_at < fromUnixTimestamp64Milli({before:Int64}, 'UTC')
    AND release NOT IN
    (
        SELECT toString(release)
        FROM sessions
        WHERE project = {project:String} AND first_seen_at >= fromUnixTimestamp64Milli({before:Int64}, 'UTC')
        GROUP BY release
    )
