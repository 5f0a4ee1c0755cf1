-- One page of the session list, most struggle first.
-- Asked by GET /api/v1/sessions?sort=score; `beforeScore`, `beforeAt` and `beforeId` are the last row of the page before.
-- Reads the narrow columns of the time range of `sessions` to find the rows, then those rows; the newest revision wins.
SELECT
    session AS id, project, release, browser, os, device, viewport, language, bot, closed, score, findings, pages, clicks, events,
    tabs, dropped, gaps, skipped, has_snapshot AS hasSnapshot, entry_url AS entryUrl, title, search,
    person, traits, attributes, support_code AS supportCode, '' AS notes,
    toUnixTimestamp64Milli(first_seen_at) AS firstSeenAt,
    toUnixTimestamp64Milli(last_seen_at) AS lastSeenAt,
    toUnixTimestamp64Milli(started_at) AS startedAt,
    toUnixTimestamp64Milli(ended_at) AS endedAt
FROM sessions
WHERE project = {project:String} AND (first_seen_at, session, revision) IN
(
    SELECT first_seen_at, session, revision
    FROM
    (
        SELECT first_seen_at, session, revision, bot, score, findings, device, browser, release, search, person, support_code
        FROM sessions
        WHERE project = {project:String}
            AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
            AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
            AND ({person:String} = '' OR session IN
            (
                SELECT session FROM sessions WHERE project = {project:String} AND person = {person:String}
            ))
        ORDER BY first_seen_at DESC, session DESC, revision DESC
        LIMIT 1 BY first_seen_at, session
    )
    WHERE ({signal:String} = '' OR mapContains(findings, {signal:String}))
        AND score >= {minScore:UInt8}
        AND ({bots:Bool} OR NOT bot)
        AND (NOT {onlyBots:Bool} OR bot)
        AND (NOT {flagged:Bool} OR length(findings) > 0)
        AND ({device:String} = '' OR {device:String} = if(device = '', 'unknown', toString(device)))
        AND ({browser:String} = ''
            OR {browser:String} = if(browser = '', 'unknown', replaceRegexpOne(browser, ' [0-9.]+$', '')))
        AND ({release:String} = '' OR {release:String} = if(release = '', 'unknown', toString(release)))
        AND ({page:String} = '' OR session IN
        (
            SELECT session
            FROM
            (
                SELECT session, route
                FROM page_views
                WHERE project = {project:String}
                    AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
                    AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
                ORDER BY session, id, revision DESC
                LIMIT 1 BY session, id
            )
            WHERE route = {page:String}
        ))
        AND (({foundOn:String} = '' AND {element:String} = '') OR session IN
        (
            SELECT session
            FROM
            (
                SELECT session, signal, route, element, withdrawn
                FROM findings
                WHERE project = {project:String}
                    AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
                    AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
                ORDER BY session, id, revision DESC
                LIMIT 1 BY session, id
            )
            WHERE NOT withdrawn
                AND ({foundOn:String} = '' OR route = {foundOn:String})
                AND ({element:String} = '' OR element = {element:String})
                AND ({signal:String} = '' OR signal = {signal:String})
        ))
        AND ({person:String} = '' OR person = {person:String})
        AND ({q:String} = '' OR session = {q:String} OR position(search, lowerUTF8({q:String})) > 0
            OR ({code:String} != '' AND support_code = {code:String}))
        AND (score, first_seen_at, session)
            < ({beforeScore:UInt16}, fromUnixTimestamp64Milli({beforeAt:Int64}, 'UTC'), {beforeId:String})
    ORDER BY score DESC, first_seen_at DESC, session DESC
    LIMIT {limit:UInt32}
)
ORDER BY score DESC, first_seen_at DESC, session DESC
LIMIT 1 BY first_seen_at, session
