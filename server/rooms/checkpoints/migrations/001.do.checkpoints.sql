-- Desks of organisations: which kind, and where.
CREATE TABLE checkpoints.desk (
  desk uuid PRIMARY KEY,
  organisation text NOT NULL,
  kind text NOT NULL,              -- a file of country/*/checkpoints
  place text NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz
);
CREATE INDEX desk_of ON checkpoints.desk (organisation);
GRANT SELECT, INSERT, UPDATE (closed_at) ON checkpoints.desk TO dancu_app;

-- One a check: used once, for a minute and a half.
CREATE TABLE checkpoints.challenge (
  challenge uuid PRIMARY KEY,
  desk uuid NOT NULL,
  official text NOT NULL,
  reading uuid,                    -- of the paired reader, where a chip is read
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX challenge_age ON checkpoints.challenge (expires_at);
GRANT SELECT, INSERT, DELETE, UPDATE (used_at) ON checkpoints.challenge TO dancu_app;

-- What was decided, for the day's figures: nobody's name or number stands here.
CREATE TABLE checkpoints.decision (
  desk uuid NOT NULL,
  decision uuid NOT NULL,
  official text NOT NULL,
  at timestamptz NOT NULL,
  day date NOT NULL,
  presented text NOT NULL,
  verdict text NOT NULL,
  reasons text[] NOT NULL,
  milliseconds int NOT NULL,
  offline uuid,                    -- id that the desk gave it without a line
  answer bytea,                    -- of an offline one, sealed: the repetition gets it again
  PRIMARY KEY (desk, decision)
);
CREATE UNIQUE INDEX decision_offline ON checkpoints.decision (desk, offline) WHERE offline IS NOT NULL;
CREATE INDEX decision_day ON checkpoints.decision (desk, day);
GRANT SELECT, INSERT, DELETE ON checkpoints.decision TO dancu_app;

-- Health insurance, as its insurer says it.
CREATE TABLE checkpoints.insurance (
  person uuid NOT NULL,
  number text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  organisation text NOT NULL,
  entered_at timestamptz NOT NULL,
  PRIMARY KEY (person, number)
);
GRANT SELECT, INSERT, UPDATE (valid_from, valid_to, organisation, entered_at) ON checkpoints.insurance TO dancu_app;

-- Patients who came: one visit a person, hospital and day.
CREATE TABLE checkpoints.visit (
  person uuid NOT NULL,
  visit uuid NOT NULL,
  organisation text NOT NULL,
  desk uuid NOT NULL,
  day date NOT NULL,
  ticket int NOT NULL,
  insured boolean NOT NULL,
  opened_at timestamptz NOT NULL,
  called_at timestamptz,
  PRIMARY KEY (person, organisation, day)
);
CREATE UNIQUE INDEX visit_ticket ON checkpoints.visit (desk, day, ticket);
GRANT SELECT, INSERT, DELETE, UPDATE (called_at) ON checkpoints.visit TO dancu_app;

-- Decisions on persons and documents: no ground beside those of the country's list.
CREATE TABLE checkpoints.listing (
  listing uuid PRIMARY KEY,
  kind text NOT NULL,
  ground text NOT NULL,
  person uuid,
  document_number text,
  decision text NOT NULL,
  issuer text NOT NULL,
  decided_on date NOT NULL,
  ends_on date NOT NULL,
  organisation text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  approved_by text,
  approved_at timestamptz,
  ended_at timestamptz,
  CHECK ((person IS NULL) <> (document_number IS NULL)),
  CHECK (approved_by IS NULL OR approved_by <> proposed_by),
  CHECK (ends_on > decided_on)
);
CREATE INDEX listing_person ON checkpoints.listing (person) WHERE person IS NOT NULL;
CREATE INDEX listing_document ON checkpoints.listing (document_number) WHERE document_number IS NOT NULL;
CREATE INDEX listing_organisation ON checkpoints.listing (organisation, proposed_at);
GRANT SELECT, INSERT, UPDATE (approved_by, approved_at, ended_at) ON checkpoints.listing TO dancu_app;

-- Who crossed the border: erased by rule, and read by nobody as a movement.
CREATE TABLE checkpoints.crossing (
  person uuid NOT NULL,
  crossing uuid NOT NULL,
  desk uuid NOT NULL,
  direction text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (person, crossing)
);
CREATE INDEX crossing_age ON checkpoints.crossing (at);
GRANT SELECT, INSERT, DELETE ON checkpoints.crossing TO dancu_app;

CREATE TABLE checkpoints.flight (
  flight uuid PRIMARY KEY,
  organisation text NOT NULL,
  code text NOT NULL,
  destination text NOT NULL,
  departs_at timestamptz NOT NULL,
  entered_at timestamptz NOT NULL,
  UNIQUE (organisation, code, departs_at)
);
GRANT SELECT, INSERT, DELETE ON checkpoints.flight TO dancu_app;

-- Passengers of a flight: erased by rule.
CREATE TABLE checkpoints.boarding (
  person uuid NOT NULL,
  flight uuid NOT NULL,
  seat text NOT NULL,
  boarded_at timestamptz,
  PRIMARY KEY (person, flight)
);
CREATE UNIQUE INDEX boarding_seat ON checkpoints.boarding (flight, seat);
GRANT SELECT, INSERT, DELETE, UPDATE (boarded_at) ON checkpoints.boarding TO dancu_app;
