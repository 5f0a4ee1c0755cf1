-- The newest revision of each of some sessions, whole.
-- Asked by GET /api/v1/sessions for the rows that `session-list` found; `ats` and `ids` are one list in two.
-- Reads a granule a session, by the key.
SELECT
    session AS id, revision, project, release, browser, os, device, viewport, language, bot, bot_reasons AS botReasons, closed, score, findings, pages, clicks,
    events, tabs, dropped, gaps, skipped, has_snapshot AS hasSnapshot, entry_url AS entryUrl, title, search, urls, errors, elements, strip,
    person, traits, attributes, support_code AS supportCode, '' AS notes,
    toUnixTimestamp64Milli(first_seen_at) AS firstSeenAt,
    toUnixTimestamp64Milli(last_seen_at) AS lastSeenAt,
    toUnixTimestamp64Milli(started_at) AS startedAt,
    toUnixTimestamp64Milli(ended_at) AS endedAt
FROM sessions
WHERE project = {project:String} AND (first_seen_at, session) IN
(
    SELECT fromUnixTimestamp64Milli(key.1, 'UTC'), key.2
    FROM (SELECT arrayJoin(arrayZip({ats:Array(Int64)}, {ids:Array(String)})) AS key)
)
ORDER BY revision DESC
LIMIT 1 BY first_seen_at, session
