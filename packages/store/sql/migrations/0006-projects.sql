-- Projects with their write keys and allowed origins; the row with the highest revision counts.
CREATE TABLE IF NOT EXISTS projects
(
    project String,
    revision UInt64,
    keys Array(String),
    origins Array(String)
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY project;
