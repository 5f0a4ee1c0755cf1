-- A group of batches that is inserted again after a lost answer, unchanged and under its token, is not stored a second time
-- by the engine itself. It sees whole blocks only: what came in other groups is told apart by look-up and at read.
ALTER TABLE batches
    MODIFY SETTING non_replicated_deduplication_window = 10000;

-- Batches that contradict what is stored: other content under the same sequence number, or a session that someone else had
-- begun, found out after the batch was accepted. Kept two weeks for an admin to look at, shown to no reader of recordings.
CREATE TABLE IF NOT EXISTS quarantine
(
    quarantined_at DateTime64(3, 'UTC') DEFAULT now64(3),
    reason LowCardinality(String) COMMENT 'conflict or wrong_secret',
    project LowCardinality(String),
    session String,
    tab String,
    seq UInt32,
    received_at DateTime64(3, 'UTC'),
    page String,
    hash FixedString(64),
    release LowCardinality(String),
    user_agent LowCardinality(String),
    events UInt32,
    bytes UInt32 COMMENT 'inflated',
    lines String CODEC(ZSTD(3))
)
ENGINE = MergeTree
PARTITION BY toDate(quarantined_at)
ORDER BY (project, session, tab, seq)
TTL toDateTime(quarantined_at) + INTERVAL 14 DAY
SETTINGS index_granularity = 32, ttl_only_drop_parts = 1, fsync_after_insert = 1;
