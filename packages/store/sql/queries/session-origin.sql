-- When a session was first seen, whose secret it carries and how much of it is stored, or nothing.
-- Asked by the collector for a session it does not remember.
-- Reads the session's granules along the primary key, three narrow columns.
SELECT toUnixTimestamp64Milli(min(first_seen_at)) AS firstSeenAt, toString(any(secret)) AS secret, sum(bytes) AS bytes
FROM batches
WHERE project = {project:String} AND session = {session:String}
HAVING count() > 0
