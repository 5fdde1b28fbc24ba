-- The newest version of the hot list, in one row: who writes an entry holds it until the end of the transaction.
CREATE TABLE cards.hot_version (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint NOT NULL
);
INSERT INTO cards.hot_version (version) SELECT coalesce(max(version), 0) FROM cards.hot_entry;
GRANT SELECT, UPDATE ON cards.hot_version TO dancu_app;
