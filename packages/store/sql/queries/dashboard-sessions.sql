-- Sessions and how many of them struggled, now and in the period before: in all, over time, by device, browser, release.
-- Asked by GET /api/v1/dashboard.
-- Reads the time range of `sessions` along its key, once for all five; FINAL: see "Decisions" in the README.
SELECT
    multiIf(grouping(bucket) = 0, 'bucket', grouping(device) = 0, 'device', grouping(browser) = 0, 'browser',
        grouping(release) = 0, 'release', 'all') AS part,
    concat(device, browser, release) AS name,
    toInt64(toUnixTimestamp(bucket)) * 1000 AS startsAt,
    countIf(counted AND current) AS sessions,
    countIf(counted AND current AND struggles) AS struggling,
    countIf(counted AND current AND flagged) AS flagged,
    countIf(counted AND NOT current) AS previousSessions,
    countIf(counted AND NOT current AND struggles) AS previousStruggling,
    countIf(bot AND current) AS bots
FROM
(
    SELECT
        first_seen_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AS current,
        addMilliseconds(first_seen_at, if(current, 0, {shift:Int64})) AS moment,
        multiIf(
            {step:String} = 'minute', toStartOfMinute(moment, {tz:String}),
            {step:String} = 'quarter', toStartOfFifteenMinutes(moment, {tz:String}),
            {step:String} = 'hour', toStartOfHour(moment, {tz:String}),
            {step:String} = 'day', toStartOfDay(moment, {tz:String}),
            toDateTime(toMonday(moment, {tz:String}), {tz:String})) AS bucket,
        if(sessions.device = '', 'unknown', toString(sessions.device)) AS device,
        if(sessions.browser = '', 'unknown', replaceRegexpOne(sessions.browser, ' [0-9.]+$', '')) AS browser,
        if(sessions.release = '', 'unknown', toString(sessions.release)) AS release,
        bot,
        {bots:Bool} OR NOT bot AS counted,
        length(findings) > 0 AS flagged,
        if({signal:String} = '', score >= {minScore:UInt8}, mapContains(findings, {signal:String}))
            AND ({page:String} = '' OR session IN
            (
                SELECT session
                FROM findings FINAL
                WHERE project = {project:String} AND NOT withdrawn AND route = {page:String}
                    AND ({signal:String} = '' OR signal = {signal:String})
                    AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64} - {shift:Int64}, 'UTC')
                    AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
            )) AS struggles
    FROM sessions FINAL
    WHERE project = {project:String}
        AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64} - {shift:Int64}, 'UTC')
        AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
        AND (current OR first_seen_at < fromUnixTimestamp64Milli({to:Int64} - {shift:Int64}, 'UTC'))
        AND ({device:String} = '' OR device = {device:String})
        AND ({browser:String} = '' OR browser = {browser:String})
        AND ({release:String} = '' OR release = {release:String})
        AND ({page:String} = '' OR session IN
        (
            SELECT session
            FROM page_views FINAL
            WHERE project = {project:String} AND route = {page:String}
                AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64} - {shift:Int64}, 'UTC')
                AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
        ))
)
GROUP BY GROUPING SETS ((), (bucket), (device), (browser), (release))
ORDER BY part, sessions DESC, name
LIMIT 2000 BY part
