-- An agent that opens a door on its own machine for the time without a line: what the page shows there, sealed.
ALTER TABLE readers.reader ADD COLUMN door bytea;
