-- The batches of some sessions with their event lines as one text: a line of facts, as many bytes of event lines as it says, a newline.
-- Asked by the detector for what it does not have yet: `next` has the first sequence number that it lacks, tab by tab.
-- Reads each session along the primary key, as a stream; nothing is quoted, because half of the time would go into that.
SELECT concat(
    toJSONString(tuple(
        session, tab, seq, toString(release), toString(user_agent), dropped,
        toUnixTimestamp64Milli(first_seen_at), toUnixTimestamp64Milli(received_at), toUnixTimestamp64Milli(sent_at),
        length(lines)
    )),
    '\n', lines
)
FROM (SELECT * FROM batches UNION ALL SELECT * FROM kept)
WHERE project = {project:String} AND session IN {sessions:Array(String)} AND seq >= {next:Map(String, UInt32)}[tab]
ORDER BY session, tab, seq, received_at, hash
LIMIT 1 BY session, tab, seq
