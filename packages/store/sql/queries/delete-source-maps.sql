-- Takes the source maps of a release out of everybody's sight.
-- Asked by who uploaded them.
-- Reads their part of the key and marks the rows.
DELETE FROM source_maps WHERE project = {project:String} AND release = {release:String}
