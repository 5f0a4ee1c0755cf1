-- Takes a project's recordings of a day out of everybody's sight, while other projects keep theirs.
-- Asked by the retention sweep, for one table of recordings.
-- Reads one partition along the project's key and marks its rows.
DELETE FROM {table:Identifier} IN PARTITION {day:String} WHERE project = {project:String}
