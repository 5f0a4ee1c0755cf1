-- Which of these assets are stored; no row for one that is not.
-- Asked by the collector for assets that it does not remember, many at once: parallel arrays, one entry an asset.
-- Reads one granule an asset along the primary key, without its bytes.
SELECT DISTINCT project, hash
FROM assets
WHERE (project, hash) IN arrayZip({projects:Array(String)}, {hashes:Array(String)})
