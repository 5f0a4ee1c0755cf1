-- Nobody wrote or read it: what retention and the disk guard did stands in the audit log, in metrics and on the health page.
DROP TABLE IF EXISTS sweeps;
