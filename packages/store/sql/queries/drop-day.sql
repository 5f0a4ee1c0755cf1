-- Drops all recordings of the sessions first seen on a day, of a table of recordings; the disk is free at once.
-- Asked by the retention sweep when no project keeps them, and by the disk guard.
-- Reads nothing: a whole partition goes.
ALTER TABLE {table:Identifier} DROP PARTITION {day:String}
