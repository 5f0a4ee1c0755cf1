-- Which pages a session saw, and for how long. Outlives the recording.
CREATE TABLE IF NOT EXISTS page_views
(
    project LowCardinality(String),
    session String,
    id String,
    first_seen_at DateTime64(3, 'UTC') COMMENT 'of the session',
    revision UInt64,
    tab String,
    url String,
    title String,
    at DateTime64(3, 'UTC'),
    until DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(first_seen_at)
ORDER BY (project, session, id)
SETTINGS index_granularity = 1024;
