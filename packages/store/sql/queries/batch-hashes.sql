-- The hashes of stored batches; no row for one that is not stored.
-- Asked by the collector for batches it does not remember, many at once: parallel arrays, one entry a batch.
-- Reads one granule a batch along the primary key.
SELECT project, session, tab, seq, toString(argMin(hash, (received_at, hash))) AS hash
FROM (SELECT * FROM batches UNION ALL SELECT * FROM kept)
WHERE (project, session, tab, seq)
    IN arrayZip({projects:Array(String)}, {sessions:Array(String)}, {tabs:Array(String)}, {seqs:Array(UInt32)})
GROUP BY project, session, tab, seq
