-- Sessions whose last word is not spoken: never looked at, looked at before all of their batches were there, or not yet closed.
-- Asked by the detector at its start, to catch up with what happened while nobody followed.
-- Reads narrow columns of the partitions since a moment, in both tables.
SELECT project, session, toUnixTimestamp64Milli(last_received_at) AS lastReceivedAt
FROM
(
    SELECT project, session, max(received_at) AS last_received_at, sum(events) AS recorded
    FROM batches
    WHERE first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
    GROUP BY project, session
) AS recordings
LEFT JOIN
(
    SELECT project, session, argMax(closed, revision) AS done, argMax(last_seen_at, revision) AS done_until,
        argMax(events + skipped, revision) AS seen
    FROM sessions
    WHERE first_seen_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
    GROUP BY project, session
) AS known USING (project, session)
-- A batch that waited in a spool comes late and says that it was received early: only the count of events tells.
WHERE NOT done OR done_until < last_received_at OR seen < recorded
ORDER BY last_received_at
