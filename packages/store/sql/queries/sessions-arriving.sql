-- Sessions whose first batch came just now and of which nothing is known yet, the newest first.
-- Asked by GET /api/v1/sessions for the top of a list that nothing narrows.
-- Reads minutes of `arrivals` and of `sessions` along their keys.
SELECT session AS id, toUnixTimestamp64Milli(min(arrived_at)) AS firstAt, toUnixTimestamp64Milli(max(arrived_at)) AS lastAt
FROM arrivals
WHERE arrived_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC') AND project = {project:String}
    AND session NOT IN
    (
        SELECT session
        FROM sessions
        WHERE project = {project:String} AND first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC') - INTERVAL 1 DAY
            AND last_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC') - INTERVAL 10 MINUTE
    )
GROUP BY id
HAVING min(seq) = 0
ORDER BY firstAt DESC, id
LIMIT {limit:UInt32}
