-- What people do with sessions: comments at a moment, tags, who watched, links for who has no account. The row with the highest
-- revision counts.
CREATE TABLE IF NOT EXISTS session_comments
(
    project LowCardinality(String),
    session String,
    id String,
    revision UInt64,
    at_ms UInt64 COMMENT 'since the session started',
    tab String COMMENT 'empty: the session as a whole',
    text String CODEC(ZSTD(3)),
    by_id String COMMENT 'kind and id of who wrote it',
    by_name String,
    written_at DateTime64(3, 'UTC'),
    removed Bool
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (project, session, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS session_tags
(
    project LowCardinality(String),
    session String,
    tag String,
    revision UInt64,
    by_name String,
    removed Bool
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (project, session, tag)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS session_watches
(
    project LowCardinality(String),
    session String,
    by_id String COMMENT 'kind and id of who watched',
    by_name String,
    watched_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(watched_at)
ORDER BY (project, session, by_id);

CREATE TABLE IF NOT EXISTS session_shares
(
    project LowCardinality(String),
    session String,
    id String,
    revision UInt64,
    token_hash String COMMENT 'SHA-256 of the token, hex',
    by_name String,
    shared_at DateTime64(3, 'UTC'),
    expires_at DateTime64(3, 'UTC'),
    removed Bool
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (project, session, id)
TTL toDateTime(expires_at) + INTERVAL 30 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Sessions that somebody did something with: their recordings are kept as long as those in which something was found.
CREATE VIEW IF NOT EXISTS worked_sessions AS
SELECT project, session FROM session_comments GROUP BY project, session, id HAVING NOT argMax(removed, revision)
UNION ALL
SELECT project, session FROM session_tags GROUP BY project, session, tag HAVING NOT argMax(removed, revision)
UNION ALL
SELECT project, session FROM session_watches
UNION ALL
SELECT project, session FROM session_shares WHERE expires_at > now64(3) GROUP BY project, session, id HAVING NOT argMax(removed, revision);
