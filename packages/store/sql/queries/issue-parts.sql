-- In which releases, on which pages, in which browsers and on which devices an issue is, with when it was seen there first and last.
-- Asked by the page of an issue.
-- Reads narrow columns of findings and of sessions with findings since `since`.
SELECT
    multiIf(grouping(release) = 0, 'release', grouping(page) = 0, 'page', grouping(browser) = 0, 'browser', 'device') AS part,
    concat(release, page, browser, device) AS name,
    uniqExact(visit) AS sessions,
    toUnixTimestamp64Milli(min(seen)) AS firstSeenAt,
    toUnixTimestamp64Milli(max(seen)) AS lastSeenAt
FROM
(
    SELECT sipHash64(session) AS visit, first_seen_at AS seen, toString(route) AS page
    FROM findings FINAL
    WHERE project = {project:String} AND NOT withdrawn AND cause = {issue:String}
        AND first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
    GROUP BY visit, seen, page
) AS found
INNER JOIN
(
    SELECT
        sipHash64(session) AS visit,
        if(sessions.release = '', 'unknown', toString(sessions.release)) AS release,
        if(sessions.browser = '', 'unknown', replaceRegexpOne(sessions.browser, ' [0-9.]+$', '')) AS browser,
        if(sessions.device = '', 'unknown', toString(sessions.device)) AS device
    FROM sessions FINAL
    WHERE project = {project:String} AND length(findings) > 0 AND ({bots:Bool} OR NOT bot)
        AND first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
) AS visits USING (visit)
GROUP BY GROUPING SETS ((release), (page), (browser), (device))
ORDER BY part, if(part = 'release', lastSeenAt, 0) DESC, sessions DESC, name
LIMIT 20 BY part
