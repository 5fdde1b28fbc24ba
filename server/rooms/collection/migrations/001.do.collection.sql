-- Files of rows from localities, hospitals and older systems, on their way into the register.

-- Who is expected to send how many rows: the board counts what has come against it.
CREATE TABLE collection.expectation (
  area text PRIMARY KEY,           -- a commune's or province's code, or an organisation's id
  rows bigint NOT NULL,
  due_on date,
  set_by text NOT NULL,
  set_at timestamptz NOT NULL
);

CREATE TABLE collection.run (
  run uuid PRIMARY KEY,
  sender text NOT NULL,            -- area code of the office, or id of the organisation
  province text NOT NULL,          -- of the sender; '' for an organisation
  commune text NOT NULL,
  actor text NOT NULL,
  actor_name text NOT NULL,
  area text,                       -- of the actor; null: an organisation's
  organisation text,
  language text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('browser', 'folder', 'command')),
  file text NOT NULL,
  bytes bigint NOT NULL,
  upload text NOT NULL,            -- secret name under which the file is sent
  note text,
  legal_basis text NOT NULL,
  state text NOT NULL,
  failure text,
  reading json NOT NULL DEFAULT '{}',  -- what was said of how the file is written
  form json,                       -- how it is written
  columns json,                    -- names of the columns
  sample json,
  mapping json,                    -- what columns stand for
  mapped_by text,
  place json,                      -- where reading goes on
  piece int NOT NULL DEFAULT 0,
  bytes_read bigint NOT NULL DEFAULT 0,
  rows_read bigint NOT NULL DEFAULT 0,
  rows_before bigint NOT NULL DEFAULT 0,   -- read before this start: the rate is of this one
  accepted_new bigint NOT NULL DEFAULT 0,
  accepted_known bigint NOT NULL DEFAULT 0,
  proposed bigint NOT NULL DEFAULT 0,
  refused bigint NOT NULL DEFAULT 0,
  duplicates bigint NOT NULL DEFAULT 0,
  undone_to bigint NOT NULL DEFAULT 0,     -- last row that the undoing has come to
  undone_by json,                  -- who takes it back
  blocked json,                    -- persons on whom later acts stand
  attempts int NOT NULL DEFAULT 0,
  lease_by uuid,
  lease_until timestamptz,
  made_at timestamptz NOT NULL,
  started_at timestamptz,
  ended_at timestamptz,
  expires_at timestamptz NOT NULL, -- of its file
  files boolean NOT NULL DEFAULT true
);
CREATE INDEX run_of ON collection.run (sender, run);
CREATE INDEX run_queue ON collection.run (state, started_at);

-- Every row as it was sent, what was made of it, and what became of it.
CREATE TABLE collection.row (
  run uuid NOT NULL,
  row bigint NOT NULL,             -- counted as the sender sees it
  cells json NOT NULL,             -- as sent
  raw text,                        -- where the cells do not hold all of it
  claims json,
  findings json NOT NULL,
  verdict text NOT NULL,
  reason text,                     -- of the verdict, beyond the findings
  person uuid,
  acts uuid[],
  allotted text,                   -- the number that was allotted with it
  same_as bigint,                  -- of a duplicate: the row that was taken
  history json NOT NULL,
  PRIMARY KEY (run, row)
);

-- Where a record comes from; and whether a run has named its person already.
CREATE INDEX row_person ON collection.row (person) WHERE person IS NOT NULL;

-- What a person has to look at.
CREATE TABLE collection.proposal (
  run uuid NOT NULL,
  row bigint NOT NULL,
  state text NOT NULL,
  why text NOT NULL,
  name text NOT NULL,
  birth_date text,
  province text NOT NULL,
  commune text NOT NULL,
  candidates json NOT NULL,        -- persons with their explained score, best first
  probability float8,
  weight int NOT NULL,
  due_on date NOT NULL,
  verdict json,                    -- of the first officer where two are wanted, else the last
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  PRIMARY KEY (run, row)
);
CREATE INDEX proposal_queue ON collection.proposal (state, province, due_on);

-- What the columns of a sender's earlier files stood for.
CREATE TABLE collection.saved_mapping (
  sender text NOT NULL,
  header text NOT NULL,            -- digest of the columns' names
  targets json NOT NULL,
  saved json NOT NULL,             -- by name of the column
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (sender, header)
);

GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA collection TO dancu_app;
GRANT DELETE ON collection.expectation TO dancu_app;
GRANT SELECT ON collection.expectation, collection.run TO dancu_reader;
