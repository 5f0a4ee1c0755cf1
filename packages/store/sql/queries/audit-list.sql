-- A page of the audit log, newest first; `beforeAt` and `beforeId` are the last row of the page before.
-- Asked by GET /api/v1/audit.
-- Reads `audit` backwards along its key.
SELECT toUnixTimestamp64Milli(happened_at) AS at, id, project, kind, who_kind AS whoKind, who, subject, why, toFloat64(count) AS count
FROM
(
    SELECT at AS happened_at, * EXCEPT (at)
    FROM audit
    WHERE (at, id) < (fromUnixTimestamp64Milli({beforeAt:Int64}, 'UTC'), {beforeId:String})
        AND ({project:String} = '' OR project IN ({project:String}, ''))
        AND ({kind:String} = '' OR kind = {kind:String})
    ORDER BY at DESC, id DESC
    LIMIT {limit:UInt32}
)
ORDER BY happened_at DESC, id DESC
