-- What is known of a session without its recording. Rewritten as the session grows: the row with the highest revision
-- counts. Outlives the recording, so that a trend does not vanish with the footage.
CREATE TABLE IF NOT EXISTS sessions
(
    project LowCardinality(String),
    session String,
    first_seen_at DateTime64(3, 'UTC'),
    revision UInt64,
    last_seen_at DateTime64(3, 'UTC') COMMENT 'server time of the last batch',
    started_at DateTime64(3, 'UTC') COMMENT 'page clock',
    ended_at DateTime64(3, 'UTC') COMMENT 'page clock',
    entry_url String,
    title String,
    release LowCardinality(String),
    browser LowCardinality(String),
    os LowCardinality(String),
    device LowCardinality(String),
    viewport LowCardinality(String),
    language LowCardinality(String),
    bot Bool,
    closed Bool,
    score UInt8,
    findings Map(LowCardinality(String), UInt32),
    pages UInt32,
    clicks UInt32,
    events UInt32,
    tabs Array(String),
    dropped UInt32,
    gaps UInt32,
    skipped UInt32 COMMENT 'events that are no rrweb events',
    has_snapshot Bool,
    search String CODEC(ZSTD(3)),
    INDEX by_session session TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(first_seen_at)
ORDER BY (project, first_seen_at, session)
SETTINGS index_granularity = 1024;
