-- Where the minutes, quarters of an hour, hours, days or weeks of a range begin, in a time zone: also those in which nothing happened.
-- Asked by GET /api/v1/dashboard.
-- Reads no table.
SELECT DISTINCT toInt64(toUnixTimestamp(multiIf(
    {step:String} = 'minute', toStartOfMinute(moment, {tz:String}),
    {step:String} = 'quarter', toStartOfFifteenMinutes(moment, {tz:String}),
    {step:String} = 'hour', toStartOfHour(moment, {tz:String}),
    {step:String} = 'day', toStartOfDay(moment, {tz:String}),
    toDateTime(toMonday(moment, {tz:String}), {tz:String})))) * 1000 AS startsAt
FROM
(
    WITH multiIf({step:String} = 'minute', 60000, {step:String} = 'quarter', 900000, 3600000) AS every
    SELECT fromUnixTimestamp64Milli(least(arrayJoin(range({from:Int64}, {to:Int64} + every, every)), {to:Int64} - 1), 'UTC')
        AS moment
)
ORDER BY startsAt
