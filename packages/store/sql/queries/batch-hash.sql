-- The hash of one stored batch, or nothing.
-- Asked by the collector for a batch it does not remember: is this a duplicate, a conflict or new?
-- Reads one granule along the primary key.
SELECT toString(hash) AS hash
FROM batches
WHERE project = {project:String} AND session = {session:String} AND tab = {tab:String} AND seq = {seq:UInt32}
LIMIT 1
