-- What is usual in a project on one kind of device, over the days from one to another, both included: what most is known of first.
-- Asked by the detector before it judges a session, once in some minutes for each project and device.
-- Reads `norms` along its key; of some thousand pages in 30 days some hundred thousand rows.
SELECT measure, page, element, sumMap(buckets) AS buckets
FROM norms
WHERE project = {project:String} AND device = {device:String}
    AND day >= toDate(fromUnixTimestamp64Milli({from:Int64}, 'UTC'))
    AND day <= toDate(fromUnixTimestamp64Milli({to:Int64}, 'UTC'))
GROUP BY measure, page, element
HAVING arraySum(mapValues(buckets)) >= {least:UInt32}
ORDER BY arraySum(mapValues(buckets)) DESC, measure, page, element
LIMIT {limit:UInt32}
