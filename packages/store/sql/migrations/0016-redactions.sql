-- What a project wants redacted before it is stored.
ALTER TABLE projects
    ADD COLUMN IF NOT EXISTS redaction String COMMENT 'JSON: RedactionSettings in packages/wire; empty: everything is';

-- What the collector took out of batches before it stored them, counted by day, page and place: what the site gives away. Never
-- what it was. The route is folded as in `page_views`. Rows of one key are added up.
CREATE TABLE IF NOT EXISTS redactions
(
    project LowCardinality(String),
    day Date COMMENT 'the collector''s clock, UTC',
    class LowCardinality(String) COMMENT 'address, email, card or token',
    place LowCardinality(String) COMMENT 'text, or the name of an attribute or a field',
    path String COMMENT 'of the page, scrubbed; empty where nobody knows it',
    route LowCardinality(String) MATERIALIZED if(path = '', '(unknown page)', leftUTF8(concat('/',
        trimBoth(arrayStringConcat(arrayMap(part -> if(
            match(part, '^([0-9][0-9.,:-]*|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[A-Za-z]+[-_][0-9]{3,}|[*])$')
                OR (match(part, '^[A-Za-z0-9_]{16,}$') AND match(part, '[0-9]')),
            ':id', part), splitByChar('/', path)), '/'), '/')), 200)),
    count SimpleAggregateFunction(sum, UInt64),
    last_at SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (project, day, class, place, path)
TTL day + INTERVAL 90 DAY
SETTINGS ttl_only_drop_parts = 1;
