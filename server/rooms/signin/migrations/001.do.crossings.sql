-- A sign-in on one screen that a phone vouches for: the code that the one shows and the other reads.
CREATE TABLE signin.crossing (
  crossing text PRIMARY KEY,       -- what the code holds; says nothing and opens nothing without a session on the phone
  attempt text NOT NULL,
  client text NOT NULL,
  wanted text NOT NULL,
  device text NOT NULL,            -- of the screen that shows the code
  network text NOT NULL,
  number smallint NOT NULL,        -- stands on the screen, is typed on the phone
  failures smallint NOT NULL DEFAULT 0,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  decision text,                   -- approved, refused, failed
  account uuid,                    -- who approved
  taken_at timestamptz
);
CREATE INDEX crossing_attempt ON signin.crossing (attempt);
CREATE INDEX crossing_expires ON signin.crossing (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON signin.crossing TO dancu_app;
