-- A holder asked in their own account: whom, and by which number. Sealed: the number of a person stands in it.
ALTER TABLE checkpoints.challenge ADD COLUMN asked bytea;
