-- The life of a connection. What is agreed and how far a system has come is the exchange's; here is how it came to be.

-- An agreement on its way: drafted, decided, signed. A change of an existing one is a draft upon one of its versions.
CREATE TABLE connections.draft (
  draft uuid PRIMARY KEY,
  organisation text NOT NULL,
  agreement text NOT NULL,
  base_version int,                -- of the existing agreement; null: a new one
  state text NOT NULL CHECK (state IN ('draft', 'sent', 'narrowed', 'accepted', 'enacted', 'refused', 'withdrawn')),
  revision int NOT NULL,           -- raised by every change: nobody decides on what another has just changed
  terms jsonb NOT NULL,
  why text NOT NULL,               -- what it is needed for, in the organisation's own words
  offered jsonb,                   -- our narrower terms
  reasons jsonb,                   -- [{part, item, why}] of what was taken away
  authors text[] NOT NULL,         -- who had a hand in it on the organisation's side: none of them signs
  made_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  sent_by text,
  sent_at timestamptz,
  due_on date,                     -- last day of the period for our decision
  decided_by text,
  decided_at timestamptz,
  legal_basis text,                -- of a refusal
  decision_text text,
  round int NOT NULL,              -- raised by each acceptance: signatures belong to one
  text text,                       -- as it is signed, in the country's first language
  digest text,                     -- SHA-256 of it, base64url
  enacted_at timestamptz,
  enacted_version int
);
CREATE INDEX draft_of ON connections.draft (organisation, made_at);
CREATE INDEX draft_waiting ON connections.draft (due_on) WHERE state IN ('sent', 'narrowed', 'accepted');
-- One agreement changes one step at a time.
CREATE UNIQUE INDEX draft_open ON connections.draft (agreement) WHERE state IN ('draft', 'sent', 'narrowed', 'accepted');

CREATE TABLE connections.signature (
  draft uuid NOT NULL,
  round int NOT NULL,
  side text NOT NULL CHECK (side IN ('agency', 'holder')),
  signer text NOT NULL,
  role text NOT NULL,
  digest text NOT NULL,
  assurance text NOT NULL,         -- of the session at the signing
  signed_at timestamptz NOT NULL,
  line text NOT NULL,              -- of the journal
  PRIMARY KEY (draft, round, side)
);

-- What was stopped, by which side, and who let it go on.
CREATE TABLE connections.suspension (
  suspension uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('agreement', 'system')),
  target text NOT NULL,
  organisation text NOT NULL,
  side text NOT NULL CHECK (side IN ('agency', 'holder')),
  state text NOT NULL CHECK (state IN ('active', 'lift-asked', 'lifted')),
  why text NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  asked_by text,
  asked_at timestamptz,
  asked_why text,
  lifted_by text,
  lifted_at timestamptz
);
CREATE UNIQUE INDEX suspension_open ON connections.suspension (kind, target, side) WHERE state <> 'lifted';
CREATE INDEX suspension_of ON connections.suspension (organisation, made_at);

-- How a system stands before the inspectors. Its stage is the exchange's.
CREATE TABLE connections.connection (
  system uuid PRIMARY KEY,
  organisation text NOT NULL,
  host text,                       -- host[:port] of the server that takes notices
  contact jsonb,                   -- {name, email, phone}
  contact_reached_by text,
  contact_reached_at timestamptz,
  submitted_by text,
  submitted_at timestamptz,
  remarks jsonb NOT NULL DEFAULT '{}', -- by item: why the inspector gave it back
  returned_at timestamptz,
  signed_by text,
  signed_at timestamptz,
  signed_digest text,
  review_due date
);
CREATE INDEX connection_of ON connections.connection (organisation);
CREATE INDEX connection_submitted ON connections.connection (submitted_at) WHERE submitted_at IS NOT NULL;
CREATE INDEX connection_review ON connections.connection (review_due) WHERE review_due IS NOT NULL;

CREATE TABLE connections.answer (
  system uuid NOT NULL,
  item text NOT NULL,
  answer text NOT NULL,
  months int,
  answered_by text NOT NULL,
  answered_at timestamptz NOT NULL,
  PRIMARY KEY (system, item)
);
-- Sealed bytes; the digest stands in the journal.
CREATE TABLE connections.evidence (
  evidence uuid PRIMARY KEY,
  system uuid NOT NULL,
  item text NOT NULL,
  name text NOT NULL,
  media text NOT NULL,
  size int NOT NULL,
  digest text NOT NULL,
  sealed bytea NOT NULL,
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  removed_by text,
  removed_at timestamptz
);
CREATE INDEX evidence_of ON connections.evidence (system, item);
ALTER TABLE connections.evidence ALTER COLUMN sealed SET STORAGE EXTERNAL; -- sealed bytes do not compress

-- The newest look at a server from outside.
CREATE TABLE connections.probe (
  system uuid PRIMARY KEY,
  host text NOT NULL,
  looked_by text NOT NULL,
  looked_at timestamptz NOT NULL,
  found jsonb NOT NULL
);

-- Every decision of an inspector, with the list as it was before the eyes.
CREATE TABLE connections.inspection (
  inspection uuid PRIMARY KEY,
  system uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('signed', 'returned')),
  inspector text NOT NULL,
  decided_at timestamptz NOT NULL,
  digest text NOT NULL,
  list jsonb NOT NULL,
  line text NOT NULL
);
CREATE INDEX inspection_of ON connections.inspection (system, decided_at);

-- A conformance run, and what was seen and told of it.
CREATE TABLE connections.run (
  run uuid PRIMARY KEY,
  system uuid NOT NULL,
  organisation text NOT NULL,
  begun_by text NOT NULL,
  begun_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,    -- by the true clock, as signatures are
  passed_at timestamptz,
  failed_at timestamptz            -- a step failed that only a new run can mend
);
CREATE INDEX run_of ON connections.run (system, begun_at);
CREATE TABLE connections.observed (
  run uuid NOT NULL,
  observation uuid NOT NULL,
  step text NOT NULL,
  at timestamptz NOT NULL,
  seen jsonb NOT NULL,
  PRIMARY KEY (run, observation)
);
CREATE TABLE connections.told (
  run uuid NOT NULL,
  step text NOT NULL,
  believed boolean NOT NULL,
  note text,
  at timestamptz NOT NULL,
  PRIMARY KEY (run, step)
);

-- What was said once already: a key's end, a decision that is due, a review.
CREATE TABLE connections.reminder (
  matter text NOT NULL,
  what text NOT NULL,
  organisation text NOT NULL,
  said_at timestamptz NOT NULL,
  PRIMARY KEY (matter, what)
);
CREATE INDEX reminder_of ON connections.reminder (organisation, said_at);

GRANT SELECT, INSERT, UPDATE ON connections.draft, connections.suspension, connections.connection, connections.answer, connections.probe TO dancu_app;
GRANT SELECT, INSERT ON connections.signature, connections.inspection, connections.observed, connections.told, connections.reminder, connections.evidence, connections.run TO dancu_app;
GRANT UPDATE (removed_by, removed_at, sealed) ON connections.evidence TO dancu_app;
GRANT UPDATE (passed_at, failed_at) ON connections.run TO dancu_app;
