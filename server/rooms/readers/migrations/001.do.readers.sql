-- Card readers that officers have paired with their page: one an officer, until the end of a shift.
CREATE TABLE readers.reader (
  reader uuid PRIMARY KEY,
  official text NOT NULL,
  token_digest bytea NOT NULL UNIQUE,
  name text NOT NULL,
  paired_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX reader_of ON readers.reader (official) WHERE ended_at IS NULL;
GRANT SELECT, INSERT, UPDATE (seen_at, ended_at) ON readers.reader TO dancu_app;

-- Codes that pages show; each pairs once.
CREATE TABLE readers.pairing (
  code_digest bytea PRIMARY KEY,
  official text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX pairing_of ON readers.pairing (official);
GRANT SELECT, INSERT, DELETE ON readers.pairing TO dancu_app;

-- What a page asks of its reader and what the chip showed: sealed, and gone within minutes.
CREATE TABLE readers.reading (
  reader uuid NOT NULL,
  reading uuid NOT NULL,
  challenge bytea NOT NULL,
  question bytea NOT NULL,         -- sealed: the card access number opens a chip
  expires_at timestamptz NOT NULL,
  answer bytea,                    -- sealed
  PRIMARY KEY (reader, reading)
);
CREATE INDEX reading_age ON readers.reading (expires_at);
GRANT SELECT, INSERT, DELETE, UPDATE (answer) ON readers.reading TO dancu_app;
