-- A service that signs people in with us. `client` is its OpenID client_id.
CREATE TABLE clients.service (
  client text PRIMARY KEY,
  organisation text NOT NULL,
  realm text NOT NULL,             -- simulation, production
  state text NOT NULL,             -- draft, simulation, checking, production, suspended, closed
  name jsonb NOT NULL,             -- by language
  metadata jsonb NOT NULL,         -- OpenID client metadata, checked
  purpose text NOT NULL,
  legal_basis text NOT NULL,
  fields jsonb NOT NULL,           -- [{field, required}]: the agreement; claims never go beyond
  assurance text NOT NULL,         -- at least
  version int NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  profile text NOT NULL CHECK (profile IN ('fapi2', 'plain')),
  acts_for text[] NOT NULL,        -- organisations, persons: whom a signed-in person may act for there
  secret bytea,                    -- sealed; only of a simulation service that has no key yet
  proposed int,                    -- version that is not in force yet; the one in `version` serves on
  submitted_by text,
  submitted_at timestamptz,
  refusal text                     -- why the inspector sent it back
);
CREATE INDEX service_of ON clients.service (organisation);
CREATE INDEX service_checking ON clients.service (submitted_at) WHERE submitted_by IS NOT NULL;
CREATE TABLE clients.service_version (
  client text NOT NULL,
  version int NOT NULL,
  service jsonb NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (client, version)
);
CREATE TABLE clients.check_answer (
  client text NOT NULL,
  item text NOT NULL,
  state text NOT NULL,             -- passed, failed, answered
  answer jsonb NOT NULL,
  answered_by text NOT NULL,
  answered_at timestamptz NOT NULL,
  PRIMARY KEY (client, item)
);

-- A count a day of what happened between a service and us; nobody's name in it.
CREATE TABLE clients.service_use (
  client text NOT NULL,
  day date NOT NULL,
  realm text NOT NULL,
  event text NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (client, day, realm, event)
);

GRANT SELECT, INSERT, UPDATE ON clients.service, clients.check_answer, clients.service_use TO dancu_app;
GRANT SELECT, INSERT ON clients.service_version TO dancu_app;
GRANT SELECT ON clients.service_use TO dancu_reader;
