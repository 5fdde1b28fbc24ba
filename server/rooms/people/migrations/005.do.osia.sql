-- Persons announced through OSIA of whom nothing is known yet: a key and whether the person lives. The row goes when the
-- first reference identity opens the record.
CREATE TABLE people.announced (
  person uuid PRIMARY KEY,
  dead boolean NOT NULL,
  announced_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON people.announced TO dancu_app;

-- Whose records were merged into this one: their identities are read as its own, and go back by themselves when it is undone.
CREATE INDEX person_merged ON people.person (merged_into) WHERE merged_into IS NOT NULL;
