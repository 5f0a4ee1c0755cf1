-- When a session was first seen and whose secret it carries, or nothing.
-- Asked by the collector for a session it does not remember.
-- Reads the session's granules along the primary key, two narrow columns.
SELECT toUnixTimestamp64Milli(min(first_seen_at)) AS firstSeenAt, toString(any(secret)) AS secret
FROM batches
WHERE project = {project:String} AND session = {session:String}
HAVING count() > 0
