-- Until when a person's sessions were erased; no row for a person that never was.
-- Asked by the detector when it learns whose session it looks at.
-- Reads one granule along the key.
SELECT toUnixTimestamp64Milli(max(asked_at)) AS at
FROM erased_persons
WHERE project = {project:String} AND person_hash = {hash:String}
HAVING count() > 0
