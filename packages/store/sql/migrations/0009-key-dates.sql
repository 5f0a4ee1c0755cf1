-- When write keys were made and last used, so that one can tell when an old one may go. A saved setting survives a power
-- cut, as a batch does.
ALTER TABLE projects
    ADD COLUMN IF NOT EXISTS keys_made_at Map(String, DateTime64(3, 'UTC')) COMMENT 'by key; none: from before there were dates';

ALTER TABLE projects
    MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS key_uses
(
    project LowCardinality(String),
    key String,
    used_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(used_at)
ORDER BY (project, key);
