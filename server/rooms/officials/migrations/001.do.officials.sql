-- Somebody who acts for the state or for a connected organisation. Their account is accounts'; here is what they may do, where.
CREATE TABLE officials.official (
  official text PRIMARY KEY,       -- staff number: what the journal calls them
  account uuid NOT NULL,
  name text NOT NULL,
  organisation text,               -- of a connected agency; none: a registration office
  state text NOT NULL,             -- invited, active, suspended, left
  made_at timestamptz NOT NULL,
  last_seen_at timestamptz
);
CREATE TABLE officials.post (
  official text NOT NULL,
  post uuid NOT NULL,
  role text NOT NULL,
  area text,                       -- '' the country; a province's or commune's code; none where the organisation is the area
  organisation text,
  hours jsonb,                     -- {from, to, days}; none: the country's office hours for the role
  valid_from date NOT NULL,
  valid_to date,
  given_by text NOT NULL,
  given_at timestamptz NOT NULL,
  reviewed_at timestamptz NOT NULL,
  reviewed_by text,
  ended_at timestamptz,
  ended_by text,
  ended_why text,
  PRIMARY KEY (official, post)
);
-- Four eyes: an enrolment of an official, of a device, of a post, proposed by one and confirmed by another.
CREATE TABLE officials.proposal (
  proposal uuid PRIMARY KEY,
  kind text NOT NULL,              -- official, device, post, wake
  official text NOT NULL,
  data jsonb NOT NULL,
  state text NOT NULL,             -- open, confirmed, refused, used, expired
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  expires_at timestamptz NOT NULL,
  code bytea,                      -- hash of the enrolment code handed over in person
  note text,
  decided_note text
);
-- One matter at a time; posts differ in what they are.
CREATE UNIQUE INDEX proposal_once ON officials.proposal (kind, official) WHERE state = 'open' AND kind <> 'post';
CREATE INDEX proposal_official ON officials.proposal (official);
CREATE INDEX post_review ON officials.post (reviewed_at) WHERE ended_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON officials.official, officials.post, officials.proposal TO dancu_app;
