-- "Who looked": which lines of the journal concern a person. Derived from the log, in its order, and rebuilt from it if lost.
CREATE TABLE oversight.trace (
  person uuid NOT NULL,
  number bigint NOT NULL,          -- of the line in the log
  at timestamptz NOT NULL,
  kind "char" NOT NULL,            -- l look, o the person's own look, a act
  organisation text NOT NULL,
  hidden_until date,               -- a look under criminal procedure, shown from this date on
  PRIMARY KEY (person, number)
);

-- "I do not recognise this": a person asks why; an auditor answers by a date.
CREATE TABLE oversight.objection (
  person uuid NOT NULL,
  objection uuid NOT NULL,
  number bigint NOT NULL,
  note text NOT NULL,
  state text NOT NULL,             -- open, explained, upheld
  opened_at timestamptz NOT NULL,
  due_on date NOT NULL,
  decided_by text,
  decided_at timestamptz,
  finding text,
  PRIMARY KEY (person, objection)
);
CREATE UNIQUE INDEX objection_once ON oversight.objection (person, number);
CREATE INDEX objection_queue ON oversight.objection (state, due_on);

GRANT SELECT, INSERT ON oversight.trace TO dancu_app;
GRANT SELECT, INSERT, UPDATE ON oversight.objection TO dancu_app;
