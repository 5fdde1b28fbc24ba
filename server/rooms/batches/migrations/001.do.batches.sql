-- Bulk answers. What was answered to whom is in the files and the journal; here is how far each batch has come, and the blind
-- index by which a person finds the batches that looked at the own record.

CREATE TABLE batches.batch (
  batch uuid PRIMARY KEY,
  organisation text NOT NULL,
  actor text NOT NULL,             -- the system or official who made it
  agreement text NOT NULL,
  purpose text NOT NULL,
  legal_basis text NOT NULL,
  case_number text,
  fields text[] NOT NULL,
  format text NOT NULL CHECK (format IN ('csv', 'jsonl', 'parquet')),
  columns json NOT NULL,           -- role -> name of the column in the file, where the header does not tell
  findings int,                    -- more subscribers than so many on one identity are a finding; null: none looked for
  bytes bigint NOT NULL,
  upload text NOT NULL,            -- secret name under which the file is sent
  state text NOT NULL CHECK (state IN ('draft', 'waiting', 'running', 'done', 'cancelled', 'failed')),
  failure text,
  failure_detail text,
  sha256 text,                     -- of the whole file, as the start named it
  salt bytea NOT NULL,             -- blinds the keys of the persons looked at
  hidden_until date,
  snapshot uuid,                   -- state of the register that every row is answered from
  snapshot_at timestamptz,
  rows_read bigint NOT NULL DEFAULT 0,
  bytes_read bigint NOT NULL DEFAULT 0,
  attempts int NOT NULL DEFAULT 0,
  lease_by uuid,
  lease_until timestamptz,
  summary json,
  manifest text,                   -- JWS over what the result is
  made_at timestamptz NOT NULL,
  started_at timestamptz,
  ended_at timestamptz,
  expires_at timestamptz NOT NULL, -- of its files
  files boolean NOT NULL DEFAULT true
);
CREATE INDEX batch_of ON batches.batch (organisation, batch);
CREATE INDEX batch_queue ON batches.batch (state, started_at);

-- A piece of a batch that is answered: with its line in the journal and the pages below in one transaction.
CREATE TABLE batches.chunk (
  batch uuid NOT NULL,
  chunk int NOT NULL,
  kind text NOT NULL,              -- rows, or the finding that the persons in it are told of
  first_row bigint NOT NULL,
  rows bigint NOT NULL,
  looks bigint NOT NULL,
  offset_after bigint NOT NULL,    -- where in the file the next piece begins
  counts json NOT NULL,
  bits int NOT NULL,
  leaves bytea NOT NULL,           -- leaf hashes of the pages
  reference text NOT NULL,
  number bigint,                   -- of the line, once it is sealed
  PRIMARY KEY (batch, chunk)
);
CREATE INDEX chunk_unnumbered ON batches.chunk (batch, chunk) WHERE number IS NULL;

-- Blinded keys of the persons looked at, 8 bytes each; the first bits of the blinded key are the page's number.
CREATE TABLE batches.page (
  batch uuid NOT NULL,
  chunk int NOT NULL,
  page int NOT NULL,
  entries bytea NOT NULL,
  PRIMARY KEY (batch, chunk, page)
);
-- They look random: compressing them is lost time.
ALTER TABLE batches.page ALTER COLUMN entries SET STORAGE EXTERNAL;
ALTER TABLE batches.chunk ALTER COLUMN leaves SET STORAGE EXTERNAL;

-- Looks counted against the agreement's quota: a piece that is done again after a kill is not counted again.
CREATE TABLE batches.counted (
  batch uuid NOT NULL,
  chunk int NOT NULL,
  PRIMARY KEY (batch, chunk)
);

-- Whether the register changed since the newest snapshot: the number of its last act in the log.
CREATE TABLE batches.register (
  one int PRIMARY KEY CHECK (one = 1),
  act bigint NOT NULL
);
INSERT INTO batches.register VALUES (1, -1);

GRANT SELECT, INSERT, UPDATE ON batches.batch TO dancu_app;
GRANT SELECT, INSERT ON batches.chunk, batches.page, batches.counted TO dancu_app;
GRANT UPDATE (number) ON batches.chunk TO dancu_app;
GRANT SELECT, UPDATE ON batches.register TO dancu_app;
GRANT SELECT ON batches.chunk TO dancu_reader;
