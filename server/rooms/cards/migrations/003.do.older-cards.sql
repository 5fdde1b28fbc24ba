-- A card system of before comes over: whose, how many cards are expected, how far it is.
CREATE TABLE cards.older_run (
  run uuid PRIMARY KEY,
  system text NOT NULL,              -- cards.yaml, older
  source text NOT NULL,              -- which locality’s or office’s, in words
  trial boolean NOT NULL,            -- judges, and takes nothing over
  expected bigint NOT NULL CHECK (expected > 0),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  seen bigint NOT NULL DEFAULT 0,    -- rows, from the first on: the next piece begins there
  taken bigint NOT NULL DEFAULT 0,
  known bigint NOT NULL DEFAULT 0,   -- were there already
  refused bigint NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL,
  piece_at timestamptz,              -- when the newest piece came
  officer text NOT NULL,
  officer_name text
);
GRANT SELECT, INSERT, UPDATE ON cards.older_run TO dancu_app;

-- What was not taken over, as it came.
CREATE TABLE cards.older_refusal (
  number text COLLATE "C" NOT NULL,  -- as it came, of whomever
  run uuid NOT NULL,
  row bigint NOT NULL,
  why text NOT NULL,
  cells jsonb NOT NULL,
  PRIMARY KEY (run, row)
);
GRANT SELECT, INSERT ON cards.older_refusal TO dancu_app;
