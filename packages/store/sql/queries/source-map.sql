-- One source map, as text: of the script at this address, else of one with the same path on another host.
-- Asked by whoever looks at an error, and by the detector before it groups errors.
-- Reads the release's part of the key, and one map.
SELECT map
FROM source_maps FINAL
WHERE project = {project:String} AND release = {release:String} AND (url = {url:String} OR path(url) = path({url:String}))
ORDER BY url = {url:String} DESC, url
LIMIT 1
