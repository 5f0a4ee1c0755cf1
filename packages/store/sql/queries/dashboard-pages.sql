-- How many sessions saw each page (its route), now and in the period before: what shares of a page are shares of.
-- Asked by GET /api/v1/dashboard.
-- Reads the page views and sessions of a time range, all of their months; FINAL: see "Decisions" in the README.
SELECT
    route,
    uniqExactIf(visit, current) AS sessions,
    uniqExactIf(visit, NOT current) AS previousSessions
FROM
(
    SELECT route, sipHash64(session) AS visit, first_seen_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AS current
    FROM page_views FINAL
    WHERE project = {project:String}
        AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64} - {shift:Int64}, 'UTC')
        AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
        AND (current OR first_seen_at < fromUnixTimestamp64Milli({to:Int64} - {shift:Int64}, 'UTC'))
        AND ({page:String} = '' OR route = {page:String})
)
WHERE visit IN
(
    SELECT sipHash64(session)
    FROM sessions FINAL
    WHERE project = {project:String}
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
)
GROUP BY route
ORDER BY greatest(sessions, previousSessions) DESC, route
LIMIT 5000
