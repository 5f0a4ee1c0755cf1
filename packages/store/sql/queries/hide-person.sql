-- Takes the rows of a table that name a person out of everybody's sight.
-- Asked by the erasure of a person, for what is not of a session.
-- Reads the person's column and marks the rows.
DELETE FROM {table:Identifier} WHERE project = {project:String} AND person = {person:String}
