-- One session, or nothing.
-- Asked by the session page.
-- Finds the granule by a bloom filter over ids; the newest revision wins.
SELECT
    session AS id, project, release, browser, os, device, viewport, language, bot, bot_reasons AS botReasons, closed, score, findings, pages, clicks, events,
    tabs, dropped, gaps, skipped, has_snapshot AS hasSnapshot, entry_url AS entryUrl, title, search, urls, errors, elements, strip,
    person, traits, attributes, support_code AS supportCode, notes,
    toUnixTimestamp64Milli(first_seen_at) AS firstSeenAt,
    toUnixTimestamp64Milli(last_seen_at) AS lastSeenAt,
    toUnixTimestamp64Milli(started_at) AS startedAt,
    toUnixTimestamp64Milli(ended_at) AS endedAt
FROM sessions
WHERE project = {project:String} AND session = {session:String}
ORDER BY revision DESC
LIMIT 1
