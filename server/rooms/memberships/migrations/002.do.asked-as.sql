-- Whether an official or a system sent members last.
ALTER TABLE memberships.programme ADD COLUMN asked_as text CHECK (asked_as IN ('official', 'system'));
