-- Programmes under which organisations make cards for their members.
CREATE TABLE memberships.programme (
  programme uuid PRIMARY KEY,
  organisation text NOT NULL,
  name text NOT NULL,
  prefix text NOT NULL UNIQUE,       -- of its cards' numbers
  legal_basis text NOT NULL,
  rules jsonb NOT NULL,
  front text,                        -- artwork of its own, as SVG; none: the country's
  back text,
  state text NOT NULL CHECK (state IN ('draft', 'proposed', 'approved', 'closed')),
  version int NOT NULL DEFAULT 1,
  made_at timestamptz NOT NULL,
  proposed_by text,
  decided_by text,
  decided_name text,
  why text,                          -- it was sent back
  asked_by text,                     -- who sent members last: in whose name they are looked at
  halted text,                       -- code of what keeps members from being looked at
  last_number bigint NOT NULL DEFAULT 0
);
CREATE INDEX programme_of ON memberships.programme (organisation, programme);
GRANT SELECT, INSERT, UPDATE ON memberships.programme TO dancu_app;

-- Members as the organisation has them, and what the register says to it. Of who wants no card nothing stays but the number in the organisation's list.
CREATE TABLE memberships.member (
  programme uuid NOT NULL,
  member uuid NOT NULL,
  number text NOT NULL,              -- the organisation's own
  pin text,
  name text,
  birth_date text,
  unit text,
  joined_on text,
  sent_at timestamptz NOT NULL,
  verdict text CHECK (verdict IN ('matched', 'differs', 'unknown', 'dead', 'unconsented', 'ineligible', 'repeated', 'unreadable', 'left', 'stopped')),
  why text[] NOT NULL DEFAULT '{}',
  person uuid,
  judged_at timestamptz,
  PRIMARY KEY (programme, member)
);
CREATE UNIQUE INDEX member_number ON memberships.member (programme, number);
-- Nobody is a member of one programme twice.
CREATE UNIQUE INDEX member_person ON memberships.member (person, programme) WHERE verdict = 'matched';
CREATE INDEX member_waiting ON memberships.member (programme, member) WHERE verdict IS NULL;
CREATE INDEX member_verdict ON memberships.member (programme, verdict, number);
GRANT SELECT, INSERT, UPDATE ON memberships.member TO dancu_app;

CREATE TABLE memberships.card (
  programme uuid NOT NULL,
  card uuid NOT NULL,
  member uuid NOT NULL,
  person uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('requested', 'taken', 'made', 'shipped', 'received', 'active', 'lost', 'expired', 'ended', 'replaced')),
  version int NOT NULL DEFAULT 1,
  number text,                       -- of the plastic that is made now; spoiled plastic never shares it
  batch uuid,
  requested_at timestamptz NOT NULL,
  valid_until date,
  changed_at timestamptz NOT NULL,
  why text,
  PRIMARY KEY (programme, card)
);
CREATE UNIQUE INDEX card_open ON memberships.card (programme, member) WHERE state IN ('requested', 'taken', 'made', 'shipped', 'received', 'active');
CREATE UNIQUE INDEX card_item ON memberships.card (card);
CREATE INDEX card_person ON memberships.card (person);
CREATE INDEX card_requested ON memberships.card (requested_at, card) WHERE state = 'requested';
CREATE INDEX card_state ON memberships.card (programme, state);
CREATE INDEX card_ending ON memberships.card (valid_until) WHERE state IN ('made', 'shipped', 'received', 'active');
GRANT SELECT, INSERT, UPDATE ON memberships.card TO dancu_app;

-- Every number that plastic ever had: one that is not its card's any more was spoiled or lost on its way.
CREATE TABLE memberships.number (
  number text PRIMARY KEY,
  programme uuid NOT NULL,
  card uuid NOT NULL
);
CREATE INDEX number_card ON memberships.number (programme, card);
GRANT SELECT, INSERT ON memberships.number TO dancu_app;
