-- One asset with its bytes, in base64.
-- Asked by GET /api/v1/assets/HASH.
-- Reads one granule along the primary key.
SELECT kind, type, base64Encode(bytes) AS encoded
FROM assets
WHERE project = {project:String} AND hash = {hash:String}
LIMIT 1
