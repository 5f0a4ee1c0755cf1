-- Sessions that were erased: no batch of theirs is taken and nobody writes of them any more. Written before their rows go.
-- Holds ids only, which are random, and outlives everything: a restored backup is erased again by it.
CREATE TABLE IF NOT EXISTS erasures
(
    project LowCardinality(String),
    session String COMMENT 'empty: the whole project',
    revision UInt8 COMMENT '1: asked for, 2: gone from the disk',
    asked_at DateTime64(3, 'UTC'),
    gone_at DateTime64(3, 'UTC') COMMENT 'the epoch: not yet',
    written_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'by the engine''s clock: what followers read'
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (project, session)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Who did what to the data of others, and why. Rows are only ever added; no erasure touches them, so they hold nothing
-- of a visitor: a session by its random id, a person by a hash.
CREATE TABLE IF NOT EXISTS audit
(
    at DateTime64(3, 'UTC'),
    id String,
    project LowCardinality(String),
    kind LowCardinality(String) COMMENT 'erased-session, erased-person, exported-person, erased-project, refused, dropped-recordings, ...',
    who_kind LowCardinality(String) COMMENT 'user, api-token, admin-token, visitor, falter',
    who String COMMENT 'what they call themselves',
    subject String COMMENT 'session id, hash of a person, project id, day',
    why String,
    count UInt64 COMMENT 'sessions or batches it was about'
)
ENGINE = MergeTree
PARTITION BY toYear(at)
ORDER BY (at, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

ALTER TABLE projects ADD COLUMN IF NOT EXISTS removed Bool;
