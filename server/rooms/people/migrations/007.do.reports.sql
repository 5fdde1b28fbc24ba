-- What other sources say of persons. A report sent twice is one: the second time finds the answer of the first.
CREATE TABLE people.report (
  organisation text NOT NULL,
  reference text NOT NULL,
  digest bytea NOT NULL,
  answer json,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (organisation, reference)
);
-- When a source last said that a field is as the register has it; field `seen`: that the person was there.
CREATE TABLE people.confirmation (
  person uuid NOT NULL,
  field text NOT NULL,
  source text NOT NULL,
  said_on date NOT NULL,
  PRIMARY KEY (person, field, source)
);
-- A word against the register's waits for an officer among what persons say is wrong; '' is the person.
ALTER TABLE people.correction ADD COLUMN organisation text NOT NULL DEFAULT '', ADD COLUMN claimed json, ADD COLUMN said_on date;
DROP INDEX people.correction_once;
CREATE UNIQUE INDEX correction_once ON people.correction (person, field, organisation) WHERE state = 'open';
GRANT SELECT, INSERT, UPDATE ON people.report, people.confirmation TO dancu_app;
