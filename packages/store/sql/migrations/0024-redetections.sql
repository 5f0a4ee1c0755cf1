-- A preview whose sessions are judged by the rules of now against what the store holds, and whose findings may be written.
ALTER TABLE previews
    ADD COLUMN IF NOT EXISTS redetection String COMMENT 'JSON: signals, dryRun; empty: settings are tried, nothing is written';
