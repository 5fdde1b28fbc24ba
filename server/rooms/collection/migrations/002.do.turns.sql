-- Pieces of all runs and officers' verdicts are settled one after the other: whoever settles counts one further and holds the row
-- meanwhile. The number tells whether others came between a look into the register and what is written after it.
CREATE TABLE collection.turn (
  one int PRIMARY KEY CHECK (one = 1),
  turn bigint NOT NULL
);
INSERT INTO collection.turn VALUES (1, 0);
GRANT SELECT, UPDATE ON collection.turn TO dancu_app;

-- Persons whom a file has entered and who opened an electronic account since: their records are not taken back in silence.
CREATE TABLE collection.holder (
  person uuid PRIMARY KEY
);
GRANT SELECT, INSERT ON collection.holder TO dancu_app;

-- Rows that an undoing has taken back; they count among no other.
ALTER TABLE collection.run ADD COLUMN taken_back bigint NOT NULL DEFAULT 0;
