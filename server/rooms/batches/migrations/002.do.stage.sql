-- Files about the synthetic country; and what persons say to a finding before it may be acted upon.

ALTER TABLE batches.batch ADD COLUMN stage text NOT NULL DEFAULT 'production' CHECK (stage IN ('simulation', 'production'));
ALTER TABLE batches.chunk ADD COLUMN lock_from date;  -- of a finding: first day on which what was found may be locked
ALTER TABLE batches.chunk ADD COLUMN objections int NOT NULL DEFAULT 0;
ALTER TABLE batches.chunk ADD COLUMN upheld int NOT NULL DEFAULT 0;
CREATE INDEX chunk_number ON batches.chunk (number);

GRANT UPDATE (objections, upheld) ON batches.chunk TO dancu_app;
