-- Why the organisation did not take our offer, or took its draft back: read by whoever decides next.
ALTER TABLE connections.draft ADD COLUMN reply text;
