-- Sign-ins that hold: not ended and not expired; the newest, should there ever be more than the limit.
-- Asked by the API, at most every two seconds, so that a cookie that somebody made up costs no query.
-- Reads the whole table, which forgets what expired; an end wins over its sign-in.
SELECT
    id, user, token_hash AS tokenHash,
    toUnixTimestamp64Milli(created_at) AS createdAt,
    toUnixTimestamp64Milli(expires_at) AS expiresAt
FROM
(
    SELECT *
    FROM sign_ins
    ORDER BY id, revision DESC
    LIMIT 1 BY id
)
WHERE NOT ended AND expires_at > now64(3)
ORDER BY created_at DESC, id
LIMIT {limit:UInt32}
