-- Searches that somebody keeps by a name, for themselves or for all who look at the project. The row with the highest revision counts.
CREATE TABLE IF NOT EXISTS saved_searches
(
    project LowCardinality(String),
    id String,
    revision UInt64,
    name String,
    search String COMMENT 'in its written form',
    sort LowCardinality(String),
    by_id String COMMENT 'kind and id of who saved it',
    by_name String,
    shared Bool,
    removed Bool
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (project, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
