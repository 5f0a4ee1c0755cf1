-- Wakes the thread that removes replaced parts from the disk: by itself it sleeps for minutes.
-- Asked by the shredding while parts are left.
-- Reads nothing.
SYSTEM START CLEANUP {table:Identifier}
