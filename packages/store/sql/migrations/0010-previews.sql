-- What a change of settings would have done to sessions of the past. What people ask for, and whether they still want it:
-- written by whoever asks alone; the row with the highest revision counts. Gone after two days.
CREATE TABLE IF NOT EXISTS previews
(
    project LowCardinality(String),
    preview String,
    revision UInt64,
    requested_at DateTime64(3, 'UTC'),
    since DateTime64(3, 'UTC') COMMENT 'sessions first seen from here on',
    before DateTime64(3, 'UTC') COMMENT 'and before',
    sample_max UInt32 COMMENT 'sessions that are looked at, the newest',
    present String COMMENT 'JSON: the settings as they were',
    proposed String COMMENT 'JSON: the settings that are tried',
    cancelled Bool
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (project, preview)
TTL toDateTime(requested_at) + INTERVAL 2 DAY;

-- How far it is: written by whoever computes it alone, one row a worker. A worker that is not heard of any more left the
-- rest to another; of several that began together, the one that claimed first goes on.
CREATE TABLE IF NOT EXISTS preview_work
(
    project LowCardinality(String),
    preview String,
    worker String,
    revision UInt64,
    claimed_at DateTime64(3, 'UTC'),
    heard_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'by the engine''s clock',
    released Bool COMMENT 'given back unfinished, in good order',
    done Bool,
    total UInt32 COMMENT 'sessions with a recording in that time',
    sample UInt32,
    looked UInt32,
    unreadable UInt32,
    result String COMMENT 'JSON'
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (project, preview, worker)
TTL toDateTime(claimed_at) + INTERVAL 2 DAY;
