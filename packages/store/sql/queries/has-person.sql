-- Whether a table has rows of a person.
-- Asked by the erasure of a person before it deletes.
-- Reads one narrow column up to the first row.
SELECT 1 AS found FROM {table:Identifier} WHERE project = {project:String} AND person = {person:String} LIMIT 1
