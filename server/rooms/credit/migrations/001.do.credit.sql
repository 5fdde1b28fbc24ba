-- Applications for credit that were checked. What an applicant gave (telephone, e-mail, address, documents) is here only as a
-- pseudonym: HMAC-SHA-256 under a secret of the installation, with a key of its own for each kind.

CREATE TABLE credit.application (
  person uuid NOT NULL,
  application uuid NOT NULL,
  organisation text NOT NULL,
  reference bytea NOT NULL,        -- pseudonym of the organisation's own name for it
  content bytea NOT NULL,          -- pseudonym of all that it says: with other values it is another application
  product text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed', 'blocked')),
  line text NOT NULL,              -- of the journal: who looked, and what an objection is about
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,           -- how it ended is the organisation's matter and is not kept
  PRIMARY KEY (person, application)
);
-- An application that is sent twice is one.
CREATE UNIQUE INDEX application_once ON credit.application (organisation, reference);
CREATE INDEX application_of ON credit.application (organisation, application);
CREATE INDEX application_age ON credit.application (opened_at);

-- Which identities applied with the same value.
CREATE TABLE credit.value (
  value bytea NOT NULL,
  kind text NOT NULL CHECK (kind IN ('phone', 'email', 'address', 'document')),
  person uuid NOT NULL,
  application uuid NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (value, kind, person, application)
);
CREATE INDEX value_age ON credit.value (seen_at);

-- "Nobody may open credit in my name", as often as a person has said so; the one that was not lifted is in force.
CREATE TABLE credit.block (
  person uuid NOT NULL,
  block uuid NOT NULL,
  set_at timestamptz NOT NULL,
  lifted_at timestamptz,
  PRIMARY KEY (person, block)
);
CREATE UNIQUE INDEX block_in_force ON credit.block (person) WHERE lifted_at IS NULL;

-- Checks of a person on a day: nobody finds things out by asking again and again.
CREATE TABLE credit.daily (
  person uuid NOT NULL,
  day date NOT NULL,
  organisation text NOT NULL,
  checks int NOT NULL,
  PRIMARY KEY (person, day, organisation)
);
CREATE INDEX daily_age ON credit.daily (day);

-- Sealed under the installation's data keys: who has the database alone cannot try telephone numbers through.
CREATE TABLE credit.secret (
  one int PRIMARY KEY CHECK (one = 1),
  sealed bytea NOT NULL
);

GRANT SELECT, INSERT, DELETE ON credit.application, credit.value, credit.block, credit.daily TO dancu_app;
GRANT UPDATE (state, closed_at) ON credit.application TO dancu_app;
GRANT UPDATE (lifted_at) ON credit.block TO dancu_app;
GRANT UPDATE (checks) ON credit.daily TO dancu_app;
GRANT SELECT, INSERT ON credit.secret TO dancu_app;
