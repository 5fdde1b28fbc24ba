-- An agent with a scanner beside it: the page may ask it for a finger.
ALTER TABLE readers.reader ADD COLUMN captures boolean NOT NULL DEFAULT false;
