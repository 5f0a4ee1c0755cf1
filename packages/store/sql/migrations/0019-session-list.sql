-- A text in a session is found without reading the texts of all of them.
ALTER TABLE sessions ADD INDEX IF NOT EXISTS by_text search TYPE text(tokenizer = ngrams(5));
ALTER TABLE sessions MATERIALIZE INDEX by_text SETTINGS mutations_sync = 0;

-- The rows of `sessions` in the order of their struggle score, with what the list can be filtered by: who asks for the worst of
-- ten million sessions reads a page of it. A row of another score replaces none, so whoever reads looks at `sessions` which is the newest.
CREATE TABLE IF NOT EXISTS session_scores
(
    project LowCardinality(String),
    score UInt8,
    first_seen_at DateTime64(3, 'UTC'),
    session String,
    revision UInt64,
    bot Bool,
    findings Map(LowCardinality(String), UInt32),
    device LowCardinality(String),
    browser LowCardinality(String),
    release LowCardinality(String),
    person String,
    search String ALIAS '' COMMENT 'a text is looked for in `sessions`',
    support_code String ALIAS ''
)
ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(first_seen_at)
ORDER BY (project, score, first_seen_at, session)
SETTINGS index_granularity = 1024;

CREATE MATERIALIZED VIEW IF NOT EXISTS session_scores_from_sessions TO session_scores AS
SELECT project, score, first_seen_at, session, revision, bot, findings, device, browser, release, person
FROM sessions;

INSERT INTO session_scores (project, score, first_seen_at, session, revision, bot, findings, device, browser, release, person)
SELECT project, score, first_seen_at, session, revision, bot, findings, device, browser, release, person
FROM sessions;
