-- Source maps of releases: what a build made of which code. Kept as long as recordings of their release are.
CREATE TABLE IF NOT EXISTS source_maps
(
    project LowCardinality(String),
    release String,
    url String COMMENT 'of the script that it is the map of, without query and fragment',
    revision UInt64,
    uploaded_at DateTime64(3, 'UTC'),
    uploaded_by String,
    bytes UInt64,
    map String CODEC(ZSTD(6))
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (project, release, url)
SETTINGS index_granularity = 16, fsync_after_insert = 1, fsync_part_directory = 1;
