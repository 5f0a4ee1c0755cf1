-- Rows of `sessions` from which one page of the session list is made: newest first, or most struggle first.
-- Asked by GET /api/v1/sessions; `beforeScore`, `beforeAt` and `beforeId` are the last row of the page before.
-- Reads backwards along the key of `sessions`, most struggle first of `session_scores`, until it has enough; a text by its index.
-- Whatever their revision: `sessions-at` then tells which of them are the newest of their session. A text, an id and a support code are
-- asked for one at a time: joined by OR, the index over texts has to say of every row what it knows of it.
SELECT session AS id, revision, score, toUnixTimestamp64Milli(first_seen_at) AS firstSeenAt
FROM {table:Identifier}
WHERE project = {project:String}
    AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
    AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
    AND ({byScore:Bool} OR (first_seen_at, session) < (fromUnixTimestamp64Milli({beforeAt:Int64}, 'UTC'), {beforeId:String}))
    AND (NOT {byScore:Bool} OR (score, first_seen_at, session)
        < ({beforeScore:UInt16}, fromUnixTimestamp64Milli({beforeAt:Int64}, 'UTC'), {beforeId:String}))
    AND (empty({only:Array(String)}) OR session IN {only:Array(String)})
    AND ({signal:String} = '' OR mapContains(findings, {signal:String}))
    AND score >= {minScore:UInt8}
    AND ({bots:Bool} OR NOT bot)
    AND (NOT {onlyBots:Bool} OR bot)
    AND (NOT {flagged:Bool} OR length(findings) > 0)
    AND ({device:String} = '' OR {device:String} = if(device = '', 'unknown', toString(device)))
    AND ({browser:String} = ''
        OR {browser:String} = if(browser = '', 'unknown', replaceRegexpOne(browser, ' [0-9.]+$', '')))
    AND ({release:String} = '' OR {release:String} = if(release = '', 'unknown', toString(release)))
    AND ({page:String} = '' OR session IN
    (
        SELECT session
        FROM
        (
            SELECT session, route
            FROM page_views
            WHERE project = {project:String}
                AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
                AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
            ORDER BY session, id, revision DESC
            LIMIT 1 BY session, id
        )
        WHERE route = {page:String}
    ))
    AND (({foundOn:String} = '' AND {element:String} = '' AND {issue:String} = '') OR session IN
    (
        SELECT session
        FROM
        (
            SELECT session, signal, route, element, cause, withdrawn
            FROM findings
            WHERE project = {project:String}
                AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
                AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
            ORDER BY session, id, revision DESC
            LIMIT 1 BY session, id
        )
        WHERE NOT withdrawn
            AND ({foundOn:String} = '' OR route = {foundOn:String})
            AND ({element:String} = '' OR element = {element:String})
            AND ({issue:String} = '' OR cause = {issue:String})
            AND ({signal:String} = '' OR signal = {signal:String})
    ))
    AND ({person:String} = '' OR person = {person:String})
    -- and what else was asked for: session-conditions.ts
ORDER BY if({byScore:Bool}, score, 0) DESC, first_seen_at DESC, session DESC, revision DESC
LIMIT {rows:UInt32}
-- Else the engine reads far ahead in every part, to sort in memory what it finds there. Small blocks for what stands close together.
SETTINGS read_in_order_use_buffering = 0, read_in_order_use_virtual_row = 1, max_block_size = {block:UInt32},
    -- A list that looks for news asks for the same words every few seconds.
    use_text_index_postings_cache = 1
