-- The findings of some sessions as they stand, session by session, in order of time.
-- Asked by the session page and by the detector before it corrects them.
-- Reads each session along the primary key; the newest revision of each id wins.
SELECT
    session, id, signal, version, tab, page, why, confidence, provisional,
    toUnixTimestamp64Milli(at) AS at,
    toUnixTimestamp64Milli(until) AS until,
    has_target AS hasTarget, target_node AS targetNode, target_tag AS targetTag,
    target_label AS targetLabel, target_selector AS targetSelector,
    evidence, cause, cause_kind AS causeKind, cause_title AS causeTitle, stack
FROM
(
    SELECT *
    FROM findings
    WHERE project = {project:String} AND session IN {sessions:Array(String)}
    ORDER BY session, id, revision DESC
    LIMIT 1 BY session, id
)
WHERE NOT withdrawn
ORDER BY session, at, id
