-- An organisation's account: who speaks for it is its legal representative, and whom that person lets.
CREATE TABLE mandates.organisation (
  organisation uuid PRIMARY KEY,
  tax_code text NOT NULL,
  name text NOT NULL,
  province text NOT NULL,          -- of its seat: whose office registers it
  representative uuid NOT NULL,    -- the legal representative's person key
  state text NOT NULL CHECK (state IN ('asked', 'active', 'suspended', 'closed', 'refused')),
  certificate jsonb NOT NULL,      -- {number, issuedOn} of the registration certificate
  reason text,                     -- why it was refused, suspended or closed
  opened_by text NOT NULL,
  opened_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX organisation_queue ON mandates.organisation (state, province, opened_at);
-- Requests that wait: one of a person for a code. Several persons may ask for the same, the office finds out who is right.
CREATE TABLE mandates.asked (
  representative uuid NOT NULL,
  tax_code text NOT NULL,
  organisation uuid NOT NULL,
  PRIMARY KEY (representative, tax_code)
);
-- The account that has the code. A request has none yet: who asks first must not keep the rightful one out.
CREATE TABLE mandates.tax_code (tax_code text PRIMARY KEY, organisation uuid NOT NULL);

-- Who may act for whom, in what, until when. Owned by whom it speaks for.
CREATE TABLE mandates.mandate (
  principal uuid NOT NULL,         -- an organisation, or a represented person
  mandate uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('representative', 'member', 'guardian', 'power-of-attorney')),
  holder uuid,                     -- person key; none while an offer has not found anybody
  name text NOT NULL,              -- the holder's, as the giver wrote it; the register's once it is accepted
  addressed jsonb,                 -- {identifier, birthDate} of an offer on its way; taken away when it was delivered or not
  scopes jsonb NOT NULL,
  limits jsonb,
  legal_basis text NOT NULL,
  evidence jsonb,
  state text NOT NULL CHECK (state IN ('offered', 'active', 'ended')),
  valid_from date NOT NULL,
  valid_to date,                   -- the last day on which it holds
  lapses_on date,                  -- the last day on which the offer can be accepted
  confirm_by date,                 -- the last day on which a new legal representative can confirm it
  -- The last day on which it stands if nobody does anything.
  due_on date GENERATED ALWAYS AS (least(valid_to, confirm_by, CASE WHEN state = 'offered' THEN lapses_on END)) STORED,
  given_by text NOT NULL,
  given_at timestamptz NOT NULL,
  accepted_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  ended_why text,
  PRIMARY KEY (principal, mandate)
);
CREATE UNIQUE INDEX mandate_guardian ON mandates.mandate (principal, holder) WHERE kind = 'guardian' AND state = 'active';
CREATE INDEX mandate_due ON mandates.mandate (due_on) WHERE state <> 'ended';
CREATE INDEX mandate_ended ON mandates.mandate (ended_at) WHERE state = 'ended';
-- Found by who holds it.
CREATE TABLE mandates.held (holder uuid NOT NULL, principal uuid NOT NULL, mandate uuid NOT NULL, PRIMARY KEY (holder, principal, mandate));

GRANT SELECT, INSERT, UPDATE ON mandates.organisation, mandates.mandate TO dancu_app;
GRANT SELECT, INSERT ON mandates.tax_code, mandates.held TO dancu_app;
GRANT SELECT, INSERT, DELETE ON mandates.asked TO dancu_app;
