-- How the site of a project is recorded.
ALTER TABLE projects
    ADD COLUMN IF NOT EXISTS recording String COMMENT 'JSON: what was ever set of SiteSettings in packages/wire; empty: as a project begins';
