-- Everybody who may sign in, or who is invited to.
-- Asked by the API, at most every two seconds: roles and removals count at once.
-- Reads the whole table, one row a person and change; the newest revision of each wins.
SELECT
    id, revision, login, name, role, password, invitation, disabled,
    toUnixTimestamp64Milli(invitation_until) AS invitationUntil,
    toUnixTimestamp64Milli(created_at) AS createdAt
FROM
(
    SELECT *
    FROM users
    ORDER BY id, revision DESC
    LIMIT 1 BY id
)
WHERE NOT removed
ORDER BY created_at, id
