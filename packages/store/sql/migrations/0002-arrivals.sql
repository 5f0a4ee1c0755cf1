-- What came when, in the order of the engine's own clock: the feed that followers read. Kept three days, longer than any
-- follower may be away before it catches up from the sessions instead.
CREATE TABLE IF NOT EXISTS arrivals
(
    arrived_at DateTime64(3, 'UTC') DEFAULT now64(3),
    project LowCardinality(String),
    session String,
    tab String,
    seq UInt32
)
ENGINE = MergeTree
PARTITION BY toDate(arrived_at)
ORDER BY arrived_at
TTL toDateTime(arrived_at) + INTERVAL 3 DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS arrivals_from_batches TO arrivals AS
SELECT now64(3) AS arrived_at, project, session, tab, seq FROM batches;
