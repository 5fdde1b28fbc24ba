-- The journal. One row is one block: all lines of a transaction, or of a flush of the exchange. A stream is one
-- connection's, so that blocks of a stream commit in the order of seq and no reader can miss one.
CREATE TABLE kernel.journal_stream (
  stream uuid PRIMARY KEY,
  opened_at timestamptz NOT NULL
);

CREATE INDEX journal_stream_opened ON kernel.journal_stream (opened_at);

CREATE TABLE kernel.journal_block (
  stream uuid NOT NULL,
  seq int NOT NULL,
  lines text NOT NULL,       -- JSON lines exactly as committed to, separated by \n
  count int NOT NULL,
  salts bytea NOT NULL,      -- 16 random bytes a line: what makes a public leaf say nothing about its line
  previous bytea NOT NULL,   -- hash of the block before in this stream
  hash bytea NOT NULL,
  PRIMARY KEY (stream, seq)
);

-- The log: the order in which blocks were sealed, its Merkle tiles (C2SP tlog-tiles) and checkpoints.
CREATE TABLE kernel.log_head (
  one int PRIMARY KEY CHECK (one = 1),
  size bigint NOT NULL
);
INSERT INTO kernel.log_head VALUES (1, 0);

CREATE TABLE kernel.log_cursor (
  stream uuid PRIMARY KEY,
  next_seq int NOT NULL,
  ended boolean NOT NULL DEFAULT false
);

CREATE TABLE kernel.log_block (
  first_number bigint PRIMARY KEY,
  count int NOT NULL,
  stream uuid NOT NULL,
  seq int NOT NULL
);
CREATE UNIQUE INDEX log_block_of ON kernel.log_block (stream, seq);

CREATE TABLE kernel.log_tile (
  level smallint NOT NULL,
  tile bigint NOT NULL,
  hashes bytea NOT NULL,
  PRIMARY KEY (level, tile)
);

CREATE TABLE kernel.log_checkpoint (
  size bigint PRIMARY KEY,
  note text NOT NULL,
  signed_at timestamptz NOT NULL DEFAULT now()
);

-- One cursor a listener: the number of the next line that it has not heard.
CREATE TABLE kernel.listener (
  name text PRIMARY KEY,
  next_number bigint NOT NULL
);

-- Repeated requests act once: the answer of the first is kept for the others.
CREATE TABLE kernel.idempotency (
  caller text NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  answer json,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (caller, key)
);

-- Append-only by privilege: neither the application nor a reader may change or remove a line.
GRANT SELECT, INSERT ON kernel.journal_stream, kernel.journal_block, kernel.log_block, kernel.log_checkpoint TO dancu_app;
GRANT SELECT, INSERT, UPDATE ON kernel.log_head, kernel.log_cursor, kernel.log_tile, kernel.listener TO dancu_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON kernel.idempotency TO dancu_app;
GRANT SELECT ON ALL TABLES IN SCHEMA kernel TO dancu_reader;
REVOKE ALL ON kernel.idempotency FROM dancu_reader;
