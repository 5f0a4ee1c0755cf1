-- API tokens that were not removed, with their last use; expired ones too, for their owners to see.
-- Asked by the API, at most every two seconds.
-- Reads both tables whole: one row a token, and one a minute of use until the next merge.
SELECT
    id, hash, name, role,
    toUnixTimestamp64Milli(created_at) AS createdAt,
    toUnixTimestamp64Milli(expires_at) AS expiresAt,
    toUnixTimestamp64Milli(lastUse) AS lastUsedAt
FROM
(
    SELECT *
    FROM api_tokens
    ORDER BY id, revision DESC
    LIMIT 1 BY id
) AS tokens
LEFT JOIN (SELECT token, max(used_at) AS lastUse FROM api_token_uses GROUP BY token) AS uses ON uses.token = tokens.id
WHERE NOT removed
ORDER BY created_at, id
