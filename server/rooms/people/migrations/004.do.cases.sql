-- Four eyes: what one officer proposes, another decides (merge, un-merge, a new PIN).
CREATE TABLE people.proposal (
  proposal uuid PRIMARY KEY,
  kind text NOT NULL,
  payload json NOT NULL,
  persons uuid[] NOT NULL,
  province text NOT NULL,
  commune text NOT NULL,
  legal_basis text NOT NULL,
  evidence json NOT NULL,
  proposed_by text NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL,             -- open, approved, refused
  decided_by text,
  decided_at timestamptz,
  reason text
);
CREATE INDEX proposal_queue ON people.proposal (state, due_on);

-- "This is wrong": a person's objection to a field of the own record, with the date by which the law wants it answered.
CREATE TABLE people.correction (
  person uuid NOT NULL,
  correction uuid NOT NULL,
  field text NOT NULL,
  claim text NOT NULL,
  note text NOT NULL,
  state text NOT NULL,             -- open, accepted, refused
  province text NOT NULL,
  commune text NOT NULL,
  opened_at timestamptz NOT NULL,
  due_on date NOT NULL,
  decided_by text,
  decided_at timestamptz,
  reason text,
  PRIMARY KEY (person, correction)
);
CREATE INDEX correction_queue ON people.correction (state, province, due_on);
CREATE UNIQUE INDEX correction_once ON people.correction (person, field) WHERE state = 'open';

-- OSIA identities: what sources claim of a person. The civil record itself is the reference identity.
CREATE TABLE people.identity (
  person uuid NOT NULL,
  identity text NOT NULL,
  body json NOT NULL,
  status text NOT NULL,
  is_reference boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (person, identity)
);

GRANT SELECT, INSERT, UPDATE ON people.proposal, people.correction TO dancu_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON people.identity TO dancu_app;
