-- What a part of a recording holds, without its lines: the time and the kind of each event, in their order. From it a player knows
-- where snapshots are, when the visitor did something and which part has a moment. Worked out from the lines: of batches that were stored
-- before, when it is read. Lines as rrweb writes them are told by their beginning and end alone; others are parsed.
-- Kinds: 1 a snapshot, 2 a change of the page, 3 a change by the visitor, 0 all else.
ALTER TABLE batches ADD COLUMN IF NOT EXISTS outline Array(Tuple(at Int64, kind UInt8)) DEFAULT
    arrayMap(
        (line, kind, at) -> (
            if(at > 0, at, toInt64(JSONExtractFloat(if(at > 0, '', line), 'timestamp'))),
            multiIf(
                kind = '2', 1,
                kind = '3' AND startsWith(substring(line, 11, 18), '"data":{"source":'),
                    if(extract(substring(line, 28, 3), '^\\d+') IN ('1', '2', '3', '4', '5', '6', '12', '14'), 3, 2),
                kind != '' AND kind != '3', 0,
                JSONExtractInt(line, 'type') = 2, 1,
                JSONExtractInt(line, 'type') != 3, 0,
                JSONExtractInt(line, 'data', 'source') IN (1, 2, 3, 4, 5, 6, 12, 14), 3,
                2
            )::UInt8
        ),
        arrayFilter(line -> notEmpty(line), splitByChar('\n', lines)) AS event_lines,
        arrayMap(line -> extract(substring(line, 1, 12), '^\\{"type":(\\d),'), event_lines),
        arrayMap(line -> toInt64OrZero(extract(substring(line, -40), '"timestamp":(\\d{1,18})(?:\\.\\d+)?\\}$')), event_lines)
    ) CODEC(ZSTD(3)),
    -- Lines that say what addresses on a page meant: they come seconds after the snapshot that shows the picture, so all are told ahead.
    ADD COLUMN IF NOT EXISTS told Array(String) DEFAULT
    arrayFilter(
        line -> startsWith(line, '{"type":6,') AND match(substring(line, 1, 120), '"plugin":"falter/(?:asset|page)@1"'),
        splitByChar('\n', lines)
    ) CODEC(ZSTD(3));

-- The same columns in the same order.
ALTER TABLE kept ADD COLUMN IF NOT EXISTS outline Array(Tuple(at Int64, kind UInt8)) DEFAULT
    arrayMap(
        (line, kind, at) -> (
            if(at > 0, at, toInt64(JSONExtractFloat(if(at > 0, '', line), 'timestamp'))),
            multiIf(
                kind = '2', 1,
                kind = '3' AND startsWith(substring(line, 11, 18), '"data":{"source":'),
                    if(extract(substring(line, 28, 3), '^\\d+') IN ('1', '2', '3', '4', '5', '6', '12', '14'), 3, 2),
                kind != '' AND kind != '3', 0,
                JSONExtractInt(line, 'type') = 2, 1,
                JSONExtractInt(line, 'type') != 3, 0,
                JSONExtractInt(line, 'data', 'source') IN (1, 2, 3, 4, 5, 6, 12, 14), 3,
                2
            )::UInt8
        ),
        arrayFilter(line -> notEmpty(line), splitByChar('\n', lines)) AS event_lines,
        arrayMap(line -> extract(substring(line, 1, 12), '^\\{"type":(\\d),'), event_lines),
        arrayMap(line -> toInt64OrZero(extract(substring(line, -40), '"timestamp":(\\d{1,18})(?:\\.\\d+)?\\}$')), event_lines)
    ) CODEC(ZSTD(3)),
    ADD COLUMN IF NOT EXISTS told Array(String) DEFAULT
    arrayFilter(
        line -> startsWith(line, '{"type":6,') AND match(substring(line, 1, 120), '"plugin":"falter/(?:asset|page)@1"'),
        splitByChar('\n', lines)
    ) CODEC(ZSTD(3));
