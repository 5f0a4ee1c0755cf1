-- The source maps of a release, or of all releases of a project, without the maps themselves.
-- Asked by who uploads them, by the detector before it groups errors, and by the limits of an upload.
-- Reads narrow columns along the key.
SELECT release, url, bytes, toUnixTimestamp64Milli(uploaded_at) AS uploadedAt, uploaded_by AS uploadedBy
FROM source_maps FINAL
WHERE project = {project:String} AND ({release:String} = '' OR release = {release:String})
ORDER BY release, url
LIMIT {limit:UInt32}
