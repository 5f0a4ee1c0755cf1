-- The pages of a session, in order of time.
-- Asked by the session page.
-- Reads one session along the primary key; the newest revision of each id wins.
SELECT id, tab, url, title, vitals, toUnixTimestamp64Milli(at) AS at, toUnixTimestamp64Milli(until) AS until
FROM
(
    SELECT *
    FROM page_views
    WHERE project = {project:String} AND session = {session:String}
    ORDER BY id, revision DESC
    LIMIT 1 BY id
)
ORDER BY at, id
