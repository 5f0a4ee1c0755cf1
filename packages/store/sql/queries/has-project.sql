-- Whether a table that knows no sessions has rows of a project.
-- Asked by the erasure of a project.
-- Reads one narrow column up to the first row.
SELECT 1 AS found FROM {table:Identifier} WHERE project = {project:String} LIMIT 1
