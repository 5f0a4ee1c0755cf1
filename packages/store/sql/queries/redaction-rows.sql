-- What was redacted in a project since a day, by page, place and class: most often first.
-- Asked by GET /api/v1/redactions.
-- Reads `redactions` along its key; one row a day, class, place and path.
SELECT
    route AS page,
    place,
    class,
    sum(count) AS count,
    toUnixTimestamp64Milli(max(last_at)) AS lastAt
FROM redactions
WHERE project = {project:String}
    AND day >= toDate(fromUnixTimestamp64Milli({since:Int64}, 'UTC'))
GROUP BY page, place, class
ORDER BY count DESC, page, place, class
LIMIT {limit:UInt32}
