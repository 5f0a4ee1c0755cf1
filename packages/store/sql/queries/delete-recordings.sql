-- Takes a project's recordings of a day out of everybody's sight, while other projects keep theirs.
-- Asked by the retention sweep.
-- Reads one partition along the project's key and marks its rows.
DELETE FROM batches IN PARTITION {day:String} WHERE project = {project:String}
