-- The pages of some sessions, session by session, in order of time.
-- Asked by the session page, and by the detector before it corrects them.
-- Reads each session along the primary key; the newest revision of each id wins.
SELECT session, id, tab, url, title, vitals, toUnixTimestamp64Milli(at) AS at, toUnixTimestamp64Milli(until) AS until
FROM
(
    SELECT *
    FROM page_views
    WHERE project = {project:String} AND session IN {sessions:Array(String)}
    ORDER BY session, id, revision DESC
    LIMIT 1 BY session, id
)
ORDER BY session, at, id
