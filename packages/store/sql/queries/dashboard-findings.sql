-- Sessions with findings by signal, by page, and by element of a page, now and in the period before.
-- Asked by GET /api/v1/dashboard; `strong` are those that count as struggling: by their score, or by the signal asked for.
-- Reads the findings and sessions of a time range, all of their months; FINAL: see "Decisions" in the README.
SELECT
    multiIf(grouping(element) = 0, 'element', grouping(route) = 0, 'page', 'signal') AS part,
    signal,
    route AS page,
    element,
    uniqExactIf(visit, current) AS sessions,
    uniqExactIf(visit, NOT current) AS previousSessions,
    uniqExactIf(visit, current AND strong) AS struggling,
    uniqExactIf(visit, NOT current AND strong) AS previousStruggling,
    ifNotFinite(avgIf(score, current AND strong), 0) AS meanScore,
    toString(groupBitXorIf(visit, strong)) AS sessionSet,
    topKIf(1)(cause, cause != '')[1] AS issue
FROM
(
    SELECT
        sipHash64(session) AS visit, toString(findings.signal) AS signal, toString(findings.route) AS route, element,
        first_seen_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AS current,
        any(findings.cause) AS cause
    FROM findings FINAL
    WHERE project = {project:String} AND NOT withdrawn
        AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64} - {shift:Int64}, 'UTC')
        AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
        AND (current OR first_seen_at < fromUnixTimestamp64Milli({to:Int64} - {shift:Int64}, 'UTC'))
        AND ({signal:String} = '' OR signal = {signal:String})
        AND ({page:String} = '' OR route = {page:String})
    GROUP BY visit, signal, route, element, current
) AS found
INNER JOIN
(
    SELECT sipHash64(session) AS visit, score, {signal:String} != '' OR score >= {minScore:UInt8} AS strong
    FROM sessions FINAL
    WHERE project = {project:String} AND length(findings) > 0
        AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64} - {shift:Int64}, 'UTC')
        AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
        AND ({bots:Bool} OR NOT bot)
        AND ({device:String} = '' OR {device:String} = if(device = '', 'unknown', toString(device)))
        AND ({browser:String} = ''
            OR {browser:String} = if(browser = '', 'unknown', replaceRegexpOne(browser, ' [0-9.]+$', '')))
        AND ({release:String} = '' OR {release:String} = if(release = '', 'unknown', toString(release)))
        AND ({page:String} = '' OR session IN
        (
            SELECT session
            FROM page_views FINAL
            WHERE project = {project:String} AND route = {page:String}
                AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64} - {shift:Int64}, 'UTC')
                AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
        ))
) AS visits USING (visit)
GROUP BY GROUPING SETS ((signal), (route), (signal, route, element))
ORDER BY part, struggling * meanScore DESC, previousStruggling DESC, sessions DESC, signal, page, element
LIMIT 500 BY part, sessions > 0
