-- Issues, a page at a time: what was found of each in a time range, when it was seen first and last, and in which state it is.
-- Asked by GET /api/v1/issues, and of one `issue` by its page; `beforeRank` and `beforeId` are the last row of the page before.
-- Reads narrow columns of findings and of sessions with findings since `since`; FINAL: see "Decisions" in the README.
WITH
    states AS
    (
        SELECT * FROM issue_decisions WHERE project = {project:String} ORDER BY issue, decided_at DESC LIMIT 1 BY issue
    ),
    deployed AS
    (
        SELECT toString(release) AS name, min(first_seen_at) AS deployed_at
        FROM sessions
        WHERE project = {project:String} AND release != '' AND first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
        GROUP BY name
    ),
    found AS
    (
        SELECT
            cause, sipHash64(session) AS visit, first_seen_at AS seen,
            groupUniqArray(toString(findings.signal)) AS signals, groupUniqArray(toString(findings.route)) AS routes,
            argMax(toString(cause_kind), at) AS kind, argMax(cause_title, at) AS title,
            seen >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND seen < fromUnixTimestamp64Milli({to:Int64}, 'UTC') AS current,
            intDiv((toUnixTimestamp64Milli(seen) - {from:Int64}) * {buckets:UInt8}, greatest({to:Int64} - {from:Int64}, 1)) AS bucket
        FROM findings FINAL
        WHERE project = {project:String} AND NOT withdrawn AND cause != '' AND ({issue:String} = '' OR cause = {issue:String})
            AND first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
        GROUP BY cause, visit, seen
    ),
    visits AS
    (
        SELECT sipHash64(session) AS visit, toString(sessions.release) AS release, person, score
        FROM sessions FINAL
        WHERE project = {project:String} AND length(findings) > 0 AND ({bots:Bool} OR NOT bot)
            AND first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
    ),
    counted AS
    (
        SELECT
            cause AS id,
            argMax(kind, seen) AS kind,
            argMax(title, seen) AS title,
            arraySort(groupUniqArrayArray(signals)) AS signals,
            topKArray(3)(routes) AS pages,
            toUnixTimestamp64Milli(min(seen)) AS firstSeenAt,
            toUnixTimestamp64Milli(max(seen)) AS lastSeenAt,
            argMin(visits.release, seen) AS firstRelease,
            argMax(visits.release, seen) AS lastRelease,
            countIf(current) AS sessions,
            uniqExactIf(person, current AND person != '') AS persons,
            ifNotFinite(avgIf(score, current), 0) AS meanScore,
            sumMapIf([toUInt8(bucket)], [toUInt32(1)], current) AS parts,
            any(states.state) AS decided,
            any(states.release) AS decidedRelease,
            toUnixTimestamp64Milli(any(states.decided_at)) AS decidedAt,
            any(states.decided_by) AS decidedBy,
            any(states.note) AS note,
            countIf(states.state = 'resolved' AND seen > states.decided_at AND (states.release = ''
                OR visits.release = states.release
                OR (fixed.name != '' AND if(visits.release = '', seen, deployed.deployed_at) >= fixed.deployed_at))) AS again
        FROM found
        INNER JOIN visits ON found.visit = visits.visit
        LEFT JOIN states ON found.cause = states.issue
        LEFT JOIN deployed ON visits.release = deployed.name
        LEFT JOIN deployed AS fixed ON states.release = fixed.name
        GROUP BY cause
    )
SELECT
    id, kind, title, signals, pages, firstSeenAt, lastSeenAt, firstRelease, lastRelease, sessions, persons, meanScore,
    arrayMap(n -> if(has(parts.1, n), parts.2[indexOf(parts.1, n)], 0), range({buckets:UInt8})) AS trend,
    toString(decided) AS decided, toString(decidedRelease) AS decidedRelease, decidedAt, decidedBy, note,
    multiIf(decided = 'muted', 'muted', decided = 'resolved', if(again > 0, 'regressed', 'resolved'),
        firstSeenAt >= {newSince:Int64}, 'new', 'ongoing') AS state,
    toInt64(multiIf({sort:String} = 'last', lastSeenAt, {sort:String} = 'first', firstSeenAt, sessions)) AS rank
FROM counted
WHERE (sessions > 0 OR {issue:String} != '' OR (decided != '' AND {state:String} = state))
    AND ({state:String} = '' OR state = {state:String} OR ({state:String} = 'open' AND state NOT IN ('muted', 'resolved')))
    AND ({signal:String} = '' OR has(signals, {signal:String}))
    AND ({q:String} = '' OR positionCaseInsensitiveUTF8(title, {q:String}) > 0
        OR arrayExists(route -> positionCaseInsensitiveUTF8(route, {q:String}) > 0, pages))
    AND (rank, id) < ({beforeRank:Int64}, {beforeId:String})
ORDER BY rank DESC, id DESC
LIMIT {limit:UInt16}
