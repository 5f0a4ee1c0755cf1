-- What the list of sessions is searched for by kind, and when the findings of a session were. `search` has the words of all three, in lower
-- case, and its index says where to look. Rows from before have none of it: they are searched by `search` alone, whatever the kind.
ALTER TABLE sessions
    ADD COLUMN IF NOT EXISTS urls Array(String) COMMENT 'pages that were seen, each once' CODEC(ZSTD(3)),
    ADD COLUMN IF NOT EXISTS errors Array(String) COMMENT 'what failed, in words' CODEC(ZSTD(3)),
    ADD COLUMN IF NOT EXISTS elements Array(String) COMMENT 'what was clicked, in words' CODEC(ZSTD(3)),
    ADD COLUMN IF NOT EXISTS strip String COMMENT 'JSON: signal, at and until of findings; empty: written before there were these four' CODEC(ZSTD(3));
