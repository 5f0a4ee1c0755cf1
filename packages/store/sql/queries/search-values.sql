-- What sessions of the last days have most often, by what one may search for.
-- Asked by GET /api/v1/search-values, for whoever types a search.
-- Reads some thousand sessions backwards along the key, and the tags of the project.
SELECT
    topKArray(40)(arrayMap(url -> path(url), urls)) AS urls,
    topKArray(20)(errors) AS errors,
    topKArray(40)(elements) AS elements,
    topKIf(20)(replaceRegexpOne(toString(browser), ' [0-9.]+$', ''), browser != '') AS browsers,
    topKIf(20)(toString(os), os != '') AS systems,
    topKIf(30)(toString(release), release != '') AS releases,
    topKArray(60)(arrayMap((name, told) -> concat(name, ':', told), mapKeys(attributes), mapValues(attributes))) AS attributes,
    (
        SELECT groupArray(40)(tag)
        FROM
        (
            SELECT tag, count() AS often
            FROM
            (
                SELECT session, tag, removed FROM session_tags WHERE project = {project:String}
                ORDER BY session, tag, revision DESC
                LIMIT 1 BY session, tag
            )
            WHERE NOT removed
            GROUP BY tag
            ORDER BY often DESC, tag
            LIMIT 40
        )
    ) AS tags
FROM
(
    SELECT urls, errors, elements, browser, os, release, attributes
    FROM sessions
    WHERE project = {project:String} AND first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
    ORDER BY first_seen_at DESC
    LIMIT {rows:UInt32}
)
SETTINGS read_in_order_use_buffering = 0, max_block_size = 4096
