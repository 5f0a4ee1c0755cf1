-- Where the hours, days or weeks of a range begin, in a time zone: also those in which nothing happened.
-- Asked by GET /api/v1/dashboard.
-- Reads no table.
SELECT DISTINCT toInt64(toUnixTimestamp(multiIf(
    {step:String} = 'hour', toStartOfHour(moment, {tz:String}),
    {step:String} = 'day', toStartOfDay(moment, {tz:String}),
    toDateTime(toMonday(moment, {tz:String}), {tz:String})))) * 1000 AS startsAt
FROM
(
    SELECT fromUnixTimestamp64Milli(least(arrayJoin(range({from:Int64}, {to:Int64} + 3600000, 3600000)), {to:Int64} - 1), 'UTC')
        AS moment
)
ORDER BY startsAt
