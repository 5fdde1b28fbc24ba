-- Prepared for the time without a line: what a chip answers to, and from when on it can have done so.
ALTER TABLE checkpoints.challenge ADD COLUMN bytes bytea;
ALTER TABLE checkpoints.challenge ADD COLUMN made_at timestamptz;
