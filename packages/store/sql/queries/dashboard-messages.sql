-- What JavaScript errors of no element said on each page, at most three of each: those of now, else those of before.
-- Asked by GET /api/v1/dashboard where there are such errors.
-- Reads those findings of a time range alone. Without FINAL: it shows examples, and `why` is too wide to be merged.
SELECT
    route AS page,
    groupUniqArrayIf(3)(said, current) AS saidNow,
    arraySort(if(empty(saidNow), groupUniqArrayIf(3)(said, NOT current), saidNow)) AS messages
FROM
(
    SELECT
        toString(findings.route) AS route, extract(why, ': "(.+)"[.]$') AS said,
        first_seen_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AS current
    FROM findings
    WHERE project = {project:String} AND NOT withdrawn AND signal = 'js-error' AND NOT has_target
        AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64} - {shift:Int64}, 'UTC')
        AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
        AND (current OR first_seen_at < fromUnixTimestamp64Milli({to:Int64} - {shift:Int64}, 'UTC'))
        AND ({page:String} = '' OR route = {page:String})
)
WHERE said != ''
GROUP BY page
LIMIT 1000
