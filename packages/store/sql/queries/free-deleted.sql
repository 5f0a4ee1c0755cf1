-- Rewrites a day without the rows that are marked as deleted, in the background: old parts would hardly ever merge.
-- Asked by the retention sweep, after it deleted some project's recordings of that day.
-- Reads one partition, where it has marked rows.
ALTER TABLE {table:Identifier} APPLY DELETED MASK IN PARTITION {day:String}
