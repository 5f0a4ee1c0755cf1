-- The recording: one row a batch, its event lines as they came. Partitioned by the day (UTC, server time) on which the
-- session was first seen, so that a session lies in one partition and retention drops whole days. Small granules: a
-- session is read alone. fsync: an acknowledged batch survives a power cut.
CREATE TABLE IF NOT EXISTS batches
(
    project LowCardinality(String),
    session String,
    tab String,
    seq UInt32,
    first_seen_at DateTime64(3, 'UTC') COMMENT 'server time of the session''s first batch, the same in all its batches',
    received_at DateTime64(3, 'UTC'),
    sent_at DateTime64(3, 'UTC') COMMENT 'page clock',
    page String,
    secret FixedString(64) COMMENT 'SHA-256 of the session''s secret, hex',
    hash FixedString(64) COMMENT 'SHA-256 of the lines as they arrived, hex: same seq and same hash is a duplicate',
    release LowCardinality(String),
    user_agent LowCardinality(String),
    dropped UInt32 COMMENT 'events this tab says it could not deliver so far',
    events UInt32,
    bytes UInt32 COMMENT 'inflated',
    lines String CODEC(ZSTD(3))
)
ENGINE = MergeTree
PARTITION BY toDate(first_seen_at)
ORDER BY (project, session, tab, seq)
SETTINGS index_granularity = 32, fsync_after_insert = 1, fsync_part_directory = 1,
    min_compressed_bytes_to_fsync_after_merge = 1;
