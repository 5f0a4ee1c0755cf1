-- Sessions of a person, the newest first, in whatever revision of theirs the person is named.
-- Asked by the erasure and the export of a person.
-- Finds the granules by a bloom filter over persons.
SELECT session, toUnixTimestamp64Milli(max(first_seen_at)) AS firstSeenAt
FROM sessions
WHERE project = {project:String} AND person = {person:String}
GROUP BY session
ORDER BY firstSeenAt DESC, session
