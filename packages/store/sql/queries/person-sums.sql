-- What all sessions of a person add up to, as they were last written.
-- Asked by the page of a person.
-- Finds the granules by a bloom filter over persons, then the sessions along the key.
SELECT
    toUInt32(count()) AS sessions,
    toUInt32(countIf(score >= {strugglingFrom:UInt8})) AS struggling,
    toUnixTimestamp64Milli(min(first_seen_at)) AS firstSeenAt,
    toUnixTimestamp64Milli(max(last_seen_at)) AS lastSeenAt,
    sumMap(CAST(findings, 'Map(String, UInt64)')) AS findings
FROM
(
    SELECT session, first_seen_at, last_seen_at, score, findings, person
    FROM sessions
    WHERE project = {project:String} AND (first_seen_at, session) IN
    (
        SELECT first_seen_at, session
        FROM sessions
        WHERE project = {project:String} AND person = {person:String}
    )
    ORDER BY session, revision DESC
    LIMIT 1 BY session
)
WHERE person = {person:String}
