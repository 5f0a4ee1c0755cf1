-- Detectors that live: heard of within `aliveMs` by the engine's clock, and not gone since.
-- Asked by each detector every few seconds, to know its share of the sessions.
-- Reads the end of `detector_beats`.
SELECT worker
FROM detector_beats
WHERE at > now64(3) - toIntervalMillisecond({aliveMs:UInt32}) AND worker != ''
GROUP BY worker
HAVING NOT argMax(gone, at)
ORDER BY worker
