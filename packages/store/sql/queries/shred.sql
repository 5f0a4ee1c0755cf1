-- Rewrites the parts of a table that hold deleted rows, without them, in the background: old parts hardly ever merge by themselves.
-- Asked by the shredding.
-- Reads and writes each such part once; a part without deleted rows costs a few links.
ALTER TABLE {table:Identifier} APPLY DELETED MASK
