-- What came to the collector, counted by the minute: scripts fetched, batches stored, batches refused and why. Of a page only
-- its origin is kept, of an unknown write key only how it begins. Rows of one minute are added up.
CREATE TABLE IF NOT EXISTS intake
(
    project LowCardinality(String) COMMENT 'empty where the key is unknown or was not read',
    minute DateTime('UTC') COMMENT 'the collector''s clock',
    outcome LowCardinality(String) COMMENT 'script, stored, duplicate, failed, or the name of the refusal',
    origin String COMMENT 'as the browser said it; other where it said none or too many came',
    hint String COMMENT 'first characters of a key that no project has',
    count SimpleAggregateFunction(sum, UInt64),
    took_ms SimpleAggregateFunction(sum, UInt64) COMMENT 'of stored batches: from the first byte to the disk, added up',
    slowest_ms SimpleAggregateFunction(max, UInt32),
    last_at SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toDate(minute)
ORDER BY (project, minute, outcome, origin, hint)
TTL minute + INTERVAL 30 DAY
SETTINGS ttl_only_drop_parts = 1;

-- Signs of life of the detector, every few seconds, with how far it is behind.
CREATE TABLE IF NOT EXISTS detector_beats
(
    at DateTime64(3, 'UTC') DEFAULT now64(3),
    behind_ms UInt64 COMMENT 'how long the session that waits longest has waited, or since the last look at what arrived',
    waiting UInt32 COMMENT 'sessions in which something arrived that was not looked at yet',
    failing UInt32 COMMENT 'sessions that could not be looked at the last time'
)
ENGINE = MergeTree
PARTITION BY toDate(at)
ORDER BY at
TTL toDateTime(at) + INTERVAL 1 DAY
SETTINGS ttl_only_drop_parts = 1;
