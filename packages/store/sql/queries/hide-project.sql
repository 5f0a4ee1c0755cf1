-- Takes what a table without sessions has of a project out of everybody's sight.
-- Asked by the erasure of a project.
-- Reads the table and marks the rows; `shred` takes them from the disk.
DELETE FROM {table:Identifier} WHERE project = {project:String}
