-- What the evidence of a batch begins and ends with: the line of the signed start with its body (the digest of the file and
-- the names of its columns), and the line that holds the digest of the result's signature.
ALTER TABLE batches.batch
  ADD COLUMN started_line text,
  ADD COLUMN started_body text,
  ADD COLUMN done_line text;
CREATE UNIQUE INDEX batch_started ON batches.batch (started_line) WHERE started_line IS NOT NULL;
