-- Who may ask, with which key, under which agreement; what was asked, counted. Answers themselves are in the journal only.

-- Raised by every change of a system, key or agreement. A process that reads another value than the one it loaded loads
-- again before it answers: a revocation holds everywhere with the next question.
CREATE TABLE exchange.epoch (
  one int PRIMARY KEY CHECK (one = 1),
  value bigint NOT NULL
);
INSERT INTO exchange.epoch VALUES (1, 1);

CREATE TABLE exchange.system (
  system uuid PRIMARY KEY,
  organisation text NOT NULL,
  name text NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'suspended')),
  scopes text[] NOT NULL,          -- further doors that the system may open, such as osia.pr
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL
);
CREATE INDEX system_of ON exchange.system (organisation);

-- kid is the RFC 7638 thumbprint: one key belongs to one system, for ever.
CREATE TABLE exchange.key (
  kid text PRIMARY KEY,
  system uuid NOT NULL,
  algorithm text NOT NULL CHECK (algorithm IN ('ES256', 'Ed25519')),
  jwk json NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  revoked_at timestamptz,
  revoked_by text
);
CREATE INDEX key_of ON exchange.key (system);

-- One row a version; the newest counts, the older ones say what was agreed when an old answer was given.
CREATE TABLE exchange.agreement (
  agreement text NOT NULL,
  version int NOT NULL,
  organisation text NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'suspended')),
  mode text NOT NULL CHECK (mode IN ('verify', 'attributes')),
  purposes text[] NOT NULL,
  fields text[] NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,          -- the first day no longer in force
  quota_per_day int NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  recorded_by text NOT NULL,
  PRIMARY KEY (agreement, version)
);

-- Nonces of the last minutes, each as 16 bytes of SHA-256 over key and nonce. Beginning with the minute, the index grows
-- at its right edge and old minutes go away as a range.
CREATE TABLE exchange.nonce (
  minute int NOT NULL,
  digest uuid NOT NULL,
  PRIMARY KEY (minute, digest)
);

-- A count a day. slot: each writer has its own rows, so that two never wait for each other's commit.
CREATE TABLE exchange.usage (
  organisation text NOT NULL,
  day date NOT NULL,
  agreement text NOT NULL,         -- '' where no agreement fitted
  system uuid NOT NULL,
  type text NOT NULL,
  purpose text NOT NULL,
  outcome text NOT NULL,
  slot int NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (organisation, day, agreement, system, type, purpose, outcome, slot)
) WITH (fillfactor = 50);

-- The last lines of each organisation, taken from the sealed log; a reading of it, not a record.
CREATE TABLE exchange.latest (
  organisation text NOT NULL,
  number bigint NOT NULL,
  at timestamptz NOT NULL,
  system text NOT NULL,
  type text NOT NULL,
  purpose text NOT NULL,
  outcome text NOT NULL,
  reference text NOT NULL,
  PRIMARY KEY (organisation, number)
);

-- Makes pseudonyms. It has to be kept from those who ask, and must never change: agencies store what it made.
CREATE TABLE exchange.secret (
  purpose text PRIMARY KEY,
  value bytea NOT NULL
);

GRANT SELECT, INSERT ON exchange.system, exchange.key, exchange.agreement, exchange.secret TO dancu_app;
GRANT UPDATE (value) ON exchange.epoch TO dancu_app;
GRANT UPDATE (state, scopes) ON exchange.system TO dancu_app;
GRANT UPDATE (revoked_at, revoked_by) ON exchange.key TO dancu_app;
GRANT SELECT ON exchange.epoch TO dancu_app;
GRANT SELECT, INSERT, DELETE ON exchange.nonce, exchange.latest TO dancu_app;
GRANT SELECT, INSERT, UPDATE ON exchange.usage TO dancu_app;
GRANT SELECT ON exchange.epoch, exchange.system, exchange.key, exchange.agreement, exchange.usage, exchange.latest TO dancu_reader;
