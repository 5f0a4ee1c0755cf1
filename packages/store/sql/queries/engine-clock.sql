-- The engine's clock, epoch milliseconds.
-- Asked by followers at their start: arrivals are timed by this clock, not by the follower's.
-- Reads nothing.
SELECT toUnixTimestamp64Milli(now64(3)) AS now
