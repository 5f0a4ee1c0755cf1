-- What is usual on the pages of a project: how often a value fell into a bucket of a logarithmic scale (norms.ts of packages/detector),
-- by page, kind of device and day. Of visitors nothing is left in it but counts. Rows of one key are added up. A group that is sent
-- again under its token is stored once.
CREATE TABLE IF NOT EXISTS norms
(
    project LowCardinality(String),
    device LowCardinality(String),
    day Date COMMENT 'on which the sessions were first seen, the server''s clock, UTC',
    measure LowCardinality(String) COMMENT 'dwell, scroll-turns, ...',
    page String COMMENT 'route, as in `page_views`',
    element String COMMENT 'what on the page; empty: the page as a whole',
    buckets SimpleAggregateFunction(sumMap, Map(UInt8, UInt64)) COMMENT 'bucket: how many values'
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (project, device, day, measure, page, element)
TTL day + INTERVAL 180 DAY
SETTINGS ttl_only_drop_parts = 1, non_replicated_deduplication_window = 10000;

-- Sessions whose values are in `norms`, so that looking at one again adds nothing. Gone with the session when it is erased; the counts stay.
CREATE TABLE IF NOT EXISTS norm_sessions
(
    project LowCardinality(String),
    session String,
    first_seen_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(first_seen_at)
ORDER BY (project, session)
TTL toDateTime(first_seen_at) + INTERVAL 181 DAY
SETTINGS ttl_only_drop_parts = 1, index_granularity = 1024;

-- Why a session is taken for no visitor, by name; empty where it is one.
ALTER TABLE sessions ADD COLUMN IF NOT EXISTS bot_reasons Array(LowCardinality(String));
