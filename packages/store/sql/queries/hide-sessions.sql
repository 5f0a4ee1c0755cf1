-- Takes sessions out of everybody's sight, those of a whole project where none is named.
-- Asked by an erasure, for each table that has any of them.
-- Reads their granules and marks their rows; `shred` takes them from the disk.
DELETE FROM {table:Identifier}
WHERE project = {project:String} AND (empty({sessions:Array(String)}) OR session IN {sessions:Array(String)})
