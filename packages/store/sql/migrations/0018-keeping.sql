-- Persons that were erased, as a hash: sessions of theirs from before that only turn out to be theirs later are erased as well.
CREATE TABLE IF NOT EXISTS erased_persons
(
    project LowCardinality(String),
    person_hash FixedString(64) COMMENT 'SHA-256 of project and person, hex',
    asked_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(asked_at)
ORDER BY (project, person_hash)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Recordings that are kept longer than their day, because something was found in them: copied here before the day is dropped.
-- The same columns as `batches`, which readers look at together with this; a copy that was made twice is told apart as a batch is.
CREATE TABLE IF NOT EXISTS kept AS batches;

-- Days for which recordings with findings are kept (0: as those without).
ALTER TABLE projects ADD COLUMN IF NOT EXISTS retention_flagged_days UInt16;

-- What the disk guard and the sweeps did, by the hour they ran: for the health page.
CREATE TABLE IF NOT EXISTS sweeps
(
    at DateTime64(3, 'UTC'),
    kind LowCardinality(String) COMMENT 'retention or guard',
    day UInt32 COMMENT 'number of the UTC day that recordings went of',
    batches UInt64,
    bytes UInt64 COMMENT 'inflated',
    kept UInt64 COMMENT 'batches that were copied to `kept` before'
)
ENGINE = MergeTree
ORDER BY at
TTL toDateTime(at) + INTERVAL 90 DAY;
