-- Drops all recordings of the sessions first seen on a day; the disk is free at once.
-- Asked by the retention sweep, when no project keeps them.
-- Reads nothing: a whole partition goes.
ALTER TABLE batches DROP PARTITION {day:String}
