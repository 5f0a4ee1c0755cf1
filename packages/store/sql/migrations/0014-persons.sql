-- Who a session was, as the site says (`falter.identify`), what the site said of the session, its support code, and what happened
-- in it that is told in words. Traits and attributes are kept as text, by name. Rows from before have none of it.
ALTER TABLE sessions
    ADD COLUMN IF NOT EXISTS person String COMMENT 'the site''s own id; empty: unknown',
    ADD COLUMN IF NOT EXISTS traits Map(String, String),
    ADD COLUMN IF NOT EXISTS attributes Map(String, String),
    ADD COLUMN IF NOT EXISTS support_code String,
    ADD COLUMN IF NOT EXISTS notes String COMMENT 'JSON: what happened, in order of time' CODEC(ZSTD(3)),
    ADD INDEX IF NOT EXISTS by_person person TYPE bloom_filter(0.01) GRANULARITY 1,
    ADD INDEX IF NOT EXISTS by_support_code support_code TYPE bloom_filter(0.01) GRANULARITY 1;

-- How a page felt: LCP, INP, FCP and TTFB in milliseconds, CLS without a unit.
ALTER TABLE page_views
    ADD COLUMN IF NOT EXISTS vitals Map(LowCardinality(String), Float32);

-- Persons of whom somebody wants to see the next session, although not every session is recorded. The row with the highest
-- revision counts: made, taken back, fulfilled.
CREATE TABLE IF NOT EXISTS person_wishes
(
    project LowCardinality(String),
    person String,
    revision UInt64,
    person_hash String COMMENT 'SHA-256 of the person''s id in hex: what a page asks by',
    wished_by String COMMENT 'name of the user',
    wished_at DateTime64(3, 'UTC'),
    expires_at DateTime64(3, 'UTC'),
    session String COMMENT 'that fulfilled it; empty: none so far',
    cancelled Bool
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (project, person)
TTL toDateTime(expires_at) + INTERVAL 30 DAY;
