-- What pages show and many visitors share, once by its content: texts of style sheets, pictures, fonts. A row that was written twice
-- says the same twice. Small granules: each is read alone. fsync: who was told that it is stored does not keep it any longer.
CREATE TABLE IF NOT EXISTS assets
(
    project LowCardinality(String),
    hash String COMMENT 'SHA-256 of what the page sent, base64url',
    kind LowCardinality(String) COMMENT 'css, rules, image or font',
    type LowCardinality(String) COMMENT 'media type by its bytes, whatever it was said to be',
    encoded String EPHEMERAL COMMENT 'base64: JSON can carry no bytes',
    bytes String DEFAULT base64Decode(encoded) CODEC(ZSTD(3)),
    size UInt32 DEFAULT length(bytes),
    stored_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(stored_at)
ORDER BY (project, hash)
SETTINGS index_granularity = 8, fsync_after_insert = 1, fsync_part_directory = 1,
    min_compressed_bytes_to_fsync_after_merge = 1;

-- Which assets a batch refers to or names: they are kept for as long as one recording does.
ALTER TABLE batches ADD COLUMN IF NOT EXISTS assets Array(String) CODEC(ZSTD(3));
ALTER TABLE kept ADD COLUMN IF NOT EXISTS assets Array(String) CODEC(ZSTD(3));
