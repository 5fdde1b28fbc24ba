-- The signatures of both sides: of each question that was journalled and of its answer, what was signed and the signature.
-- One row beside each journal block of a flush, written by the same statement; record n is that of line n. No bodies: their
-- digests are among what was signed. What an evidence package is made from (docs/evidence.md).
CREATE TABLE exchange.exchanged (
  stream uuid NOT NULL,
  seq int NOT NULL,
  day date NOT NULL,               -- of the writing; what is older than the law asks for may go, day by day
  messages text NOT NULL,
  PRIMARY KEY (stream, seq)
);
CREATE INDEX exchanged_day ON exchange.exchanged USING brin (day);

-- Four fifths of a record are the same from one to the next. Where PostgreSQL was built without lz4 its own way does too.
DO $$ BEGIN
  ALTER TABLE exchange.exchanged ALTER COLUMN messages SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL;
END $$;

-- Append-only by privilege, as the journal is.
GRANT SELECT, INSERT ON exchange.exchanged TO dancu_app;
GRANT SELECT ON exchange.exchanged TO dancu_reader;
