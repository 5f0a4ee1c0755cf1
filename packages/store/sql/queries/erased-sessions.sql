-- Which of these sessions were erased, by themselves or with their whole project.
-- Asked by whoever is about to show a session, or to write of one.
-- Reads a granule of `erasures` for each along its key.
SELECT DISTINCT session
FROM erasures
WHERE project = {project:String} AND session IN arrayPushBack({sessions:Array(String)}, '')
