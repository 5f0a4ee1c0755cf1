-- Whether a table has rows of a project's sessions; of anything of the project where no session is named.
-- Asked by an erasure before it deletes: a delete costs a moment for each part of the table, whatever is in it.
-- Reads one narrow column along the key of the table, up to the first row; `arrivals`, of three days, whole.
SELECT 1 AS found
FROM {table:Identifier}
WHERE project = {project:String} AND (empty({sessions:Array(String)}) OR session IN {sessions:Array(String)})
LIMIT 1
