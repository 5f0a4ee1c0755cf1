-- One page of the session list, most struggle first.
-- Asked by GET /api/v1/sessions?sort=score; `beforeScore`, `beforeAt` and `beforeId` are the last row of the page before.
-- Reads the time range of `sessions` along its key; the newest revision of a row wins without FINAL.
SELECT
    session AS id, project, release, browser, os, device, viewport, language, bot, closed, score, findings, pages, clicks, events,
    tabs, dropped, gaps, skipped, has_snapshot AS hasSnapshot, entry_url AS entryUrl, title, search,
    toUnixTimestamp64Milli(first_seen_at) AS firstSeenAt,
    toUnixTimestamp64Milli(last_seen_at) AS lastSeenAt,
    toUnixTimestamp64Milli(started_at) AS startedAt,
    toUnixTimestamp64Milli(ended_at) AS endedAt
FROM
(
    SELECT *
    FROM sessions
    WHERE project = {project:String}
        AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
        AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
    ORDER BY first_seen_at DESC, session DESC, revision DESC
    LIMIT 1 BY first_seen_at, session
)
WHERE ({signal:String} = '' OR mapContains(findings, {signal:String}))
    AND score >= {minScore:UInt8}
    AND ({bots:Bool} OR NOT bot)
    AND ({q:String} = '' OR session = {q:String} OR position(search, lowerUTF8({q:String})) > 0)
    AND (score, first_seen_at, session)
        < ({beforeScore:UInt16}, fromUnixTimestamp64Milli({beforeAt:Int64}, 'UTC'), {beforeId:String})
ORDER BY score DESC, first_seen_at DESC, session DESC
LIMIT {limit:UInt32}
