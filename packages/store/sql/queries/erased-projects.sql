-- Projects that were erased: their ids are never given again.
-- Asked by whoever makes a project.
-- Reads the key of a small table.
SELECT DISTINCT project FROM erasures WHERE session = ''
