-- Issues: findings of many sessions with one cause. Findings from before have none until they are detected anew.
ALTER TABLE findings
    ADD COLUMN IF NOT EXISTS cause String COMMENT 'names the issue; empty: not known yet',
    ADD COLUMN IF NOT EXISTS cause_kind LowCardinality(String),
    ADD COLUMN IF NOT EXISTS cause_title String,
    ADD COLUMN IF NOT EXISTS stack String COMMENT 'of an error, as the browser told it' CODEC(ZSTD(3));

-- What people decided of issues: rows are only ever added, the newest counts. What is derived (new, ongoing, regressed) is not written.
CREATE TABLE IF NOT EXISTS issue_decisions
(
    project LowCardinality(String),
    issue String,
    decided_at DateTime64(3, 'UTC'),
    state LowCardinality(String) COMMENT 'open, muted, resolved',
    release String COMMENT 'in which it is resolved; empty: whatever came after `decided_at`',
    decided_by String COMMENT 'name of the user',
    note String
)
ENGINE = MergeTree
ORDER BY (project, issue, decided_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
