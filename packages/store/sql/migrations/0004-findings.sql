-- Every finding, corrected by a higher revision, withdrawn by `withdrawn`. Outlives the recording.
CREATE TABLE IF NOT EXISTS findings
(
    project LowCardinality(String),
    session String,
    id String,
    first_seen_at DateTime64(3, 'UTC') COMMENT 'of the session',
    revision UInt64,
    withdrawn Bool,
    signal LowCardinality(String),
    version UInt16,
    tab String,
    at DateTime64(3, 'UTC'),
    until DateTime64(3, 'UTC'),
    page String,
    target_node Int64 COMMENT 'rrweb node id, 0 when unknown',
    target_tag LowCardinality(String),
    target_label String,
    target_selector String,
    has_target Bool,
    evidence String COMMENT 'JSON array of {kind, at, text}: shown with the finding, never searched' CODEC(ZSTD(3)),
    why String,
    confidence Float32,
    provisional Bool
)
ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(first_seen_at)
ORDER BY (project, session, id)
SETTINGS index_granularity = 1024;
