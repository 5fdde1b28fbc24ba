-- An organisation's API that tokens are made for (RFC 8707). An indicator belongs to one for good, closed ones too: a token for
-- it must never reach somebody else.
CREATE TABLE clients.api (
  api text PRIMARY KEY,
  organisation text NOT NULL,
  realm text NOT NULL,             -- simulation, production
  state text NOT NULL,             -- as of a service
  indicator text NOT NULL UNIQUE,
  given jsonb NOT NULL,            -- what is in force
  version int NOT NULL,
  proposed jsonb,                  -- in production: waits for an inspector
  authors text[] NOT NULL,         -- who had a hand in it: none of them signs
  submitted_by text,
  submitted_at timestamptz,
  refusal text,
  made_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX api_of ON clients.api (organisation);

-- Which scopes of it its owner lets a service ask people for.
CREATE TABLE clients.api_access (
  client text NOT NULL,
  api text NOT NULL,
  realm text NOT NULL,             -- what was given in the simulation is not given in production
  scopes text[] NOT NULL,          -- in force
  asked text[],                    -- waits for the owner
  why text NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  note text,
  PRIMARY KEY (client, api, realm)
);
CREATE INDEX api_access_of ON clients.api_access (api);

GRANT SELECT, INSERT, UPDATE ON clients.api, clients.api_access TO dancu_app;
