-- The newest findings of an issue, one of each session, with who was there.
-- Asked by the page of an issue.
-- Reads narrow columns of findings and of sessions with findings since `since`, wide ones of the newest.
SELECT
    found.session AS session, id, signal, tab, page, why, confidence,
    toUnixTimestamp64Milli(found.at) AS at,
    toUnixTimestamp64Milli(found.until) AS until,
    stack,
    toUnixTimestamp64Milli(visits.started_at) AS startedAt,
    toUnixTimestamp64Milli(found.first_seen_at) AS firstSeenAt,
    visits.release AS release, visits.browser AS browser, visits.os AS os, visits.device AS device, visits.score AS score,
    visits.person AS person
FROM
(
    SELECT *
    FROM findings FINAL
    WHERE project = {project:String} AND NOT withdrawn AND cause = {issue:String}
        AND first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
    ORDER BY first_seen_at DESC, confidence DESC, findings.at
    LIMIT 1 BY session
    LIMIT 200
) AS found
INNER JOIN
(
    SELECT session, started_at, toString(sessions.release) AS release, browser, os, device, score, person
    FROM sessions FINAL
    WHERE project = {project:String} AND length(findings) > 0 AND ({bots:Bool} OR NOT bot)
        AND first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
) AS visits USING (session)
ORDER BY found.first_seen_at DESC, session
LIMIT {limit:UInt8}
