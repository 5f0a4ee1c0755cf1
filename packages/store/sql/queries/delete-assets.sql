-- Takes assets out of everybody's sight: parallel arrays, one entry an asset; `shred` takes them from the disk.
-- Asked by the sweeps.
-- Finds them along the primary key and marks their rows.
DELETE FROM assets WHERE (project, hash) IN arrayZip({projects:Array(String)}, {hashes:Array(String)})
