-- Takes the results of previews that name one of these sessions as an example out of everybody's sight.
-- Asked by an erasure; previews live for two days and are asked for again.
-- Reads a small table and marks its rows.
DELETE FROM preview_work WHERE project = {project:String} AND arrayExists(session -> position(result, session) > 0, {sessions:Array(String)})
