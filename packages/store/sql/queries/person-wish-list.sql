-- Persons of whom somebody waits for the next session.
-- Asked by the collector (all, every few seconds while pages ask it), by the detector (all) and by the page of a person (one).
-- Reads the few rows there are, or one along the primary key; the newest revision of each wins.
SELECT
    project, person, person_hash AS personHash, wished_by AS wishedBy,
    toUnixTimestamp64Milli(wished_at) AS wishedAt,
    toUnixTimestamp64Milli(expires_at) AS expiresAt
FROM
(
    SELECT *
    FROM person_wishes
    WHERE ({project:String} = '' OR project = {project:String}) AND ({person:String} = '' OR person = {person:String})
    ORDER BY project, person, revision DESC
    LIMIT 1 BY project, person
)
WHERE NOT cancelled AND session = '' AND expires_at > now64(3)
ORDER BY project, wished_at DESC
LIMIT 10000
