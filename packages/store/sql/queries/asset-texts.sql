-- The texts of style sheets by their hashes; no row for one that is not stored.
-- Asked by whoever expands a recording: the API and the detector.
-- Reads one granule an asset along the primary key.
SELECT hash, any(bytes) AS text
FROM assets
WHERE project = {project:String} AND hash IN {hashes:Array(String)} AND kind IN ('css', 'rules', 'drawn')
GROUP BY hash
