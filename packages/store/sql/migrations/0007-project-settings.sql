-- What people call a project, how long its recordings are kept (0: as the release has it) and how it detects.
ALTER TABLE projects
    ADD COLUMN IF NOT EXISTS name String,
    ADD COLUMN IF NOT EXISTS retention_days UInt16,
    ADD COLUMN IF NOT EXISTS detection String COMMENT 'JSON: what differs from the signals\' own definitions';
