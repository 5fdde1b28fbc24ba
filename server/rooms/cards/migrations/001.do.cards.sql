-- A card from its request to its end. What happened to it stands in cards.step; this is where it has got to.
CREATE TABLE cards.card (
  card uuid PRIMARY KEY,
  person uuid NOT NULL,
  kind text NOT NULL,              -- cards.yaml, kinds
  reason text NOT NULL,
  template text NOT NULL,          -- by the holder's age on the day of the request
  state text NOT NULL,
  version int NOT NULL DEFAULT 1,
  office text NOT NULL,            -- area code of the office that hands it over
  areas text[] NOT NULL,           -- codes of that office's province and commune
  requested_at timestamptz NOT NULL,
  promised_on date,                -- the last day of what the law gives, from the day of enrolment on
  batch uuid,                      -- production's, once it was taken to be made
  document_number text COLLATE "C",
  issued_on date,
  expires_on date,                 -- null: without end
  lost_at timestamptz,             -- from when the minutes of a mistaken report run
  proposed_at timestamptz          -- when its holder was told to have it renewed
);
CREATE INDEX card_person ON cards.card (person);
-- One request of a kind at a time, whoever takes it.
CREATE UNIQUE INDEX card_under_way ON cards.card (person, kind)
  WHERE state IN ('requested', 'enrolled', 'deduplicated', 'approved', 'personalised', 'checked', 'shipped', 'received');
CREATE UNIQUE INDEX card_held ON cards.card (person, kind) WHERE state IN ('active', 'suspended', 'lost');
CREATE INDEX card_queue ON cards.card (state, promised_on, card);
CREATE INDEX card_ends ON cards.card (expires_on) WHERE state IN ('active', 'suspended', 'lost');
GRANT SELECT, INSERT, UPDATE ON cards.card TO dancu_app;

CREATE TABLE cards.step (
  card uuid NOT NULL,
  step uuid NOT NULL,
  state text NOT NULL,
  at timestamptz NOT NULL,
  office text NOT NULL,
  officer text NOT NULL,
  officer_name text,
  data jsonb,
  PRIMARY KEY (card, step)
);

-- Every number that was ever given to plastic: a spoiled one is refused by name, not taken for a forgery.
CREATE TABLE cards.number (
  document_number text COLLATE "C" PRIMARY KEY,
  card uuid NOT NULL,
  made_at timestamptz NOT NULL
);
CREATE INDEX number_card ON cards.number (card);

-- Grows with each entry and each lifting; who has a list asks for what came after its version.
CREATE TABLE cards.hot_entry (
  version bigint PRIMARY KEY,
  document_number text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  listed boolean NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX hot_entry_number ON cards.hot_entry (document_number, version);
GRANT SELECT, INSERT ON cards.step, cards.number, cards.hot_entry TO dancu_app;

-- Certificates of our own keys. The private keys are in the key store only, found by kid.
CREATE TABLE cards.certificate (
  fingerprint text COLLATE "C" PRIMARY KEY,   -- SHA-256 of the DER, hexadecimal
  kind text NOT NULL,              -- csca, link, document-signer, master-list-signer
  kid text NOT NULL,
  issuer_kid text NOT NULL,
  der bytea NOT NULL,
  common_name text NOT NULL,
  serial_number bytea NOT NULL,
  not_before timestamptz NOT NULL,
  not_after timestamptz NOT NULL,
  sign_until timestamptz,
  issued_at timestamptz NOT NULL,
  revoked_at timestamptz,
  revocation_reason text
);
CREATE UNIQUE INDEX certificate_key ON cards.certificate (kind, kid, issuer_kid);
GRANT SELECT, INSERT ON cards.certificate TO dancu_app;
GRANT UPDATE (revoked_at, revocation_reason) ON cards.certificate TO dancu_app;

CREATE TABLE cards.revocation_list (
  issuer_kid text NOT NULL,
  number int NOT NULL,
  der bytea NOT NULL,
  this_update timestamptz NOT NULL,
  next_update timestamptz NOT NULL,
  PRIMARY KEY (issuer_kid, number)
);
GRANT SELECT, INSERT ON cards.revocation_list TO dancu_app;

-- Authorities of other countries and what they revoked, as an administrator got them over a way to be trusted.
CREATE TABLE cards.foreign_item (
  fingerprint text COLLATE "C" PRIMARY KEY,
  kind text NOT NULL,              -- authority, revocations
  country text NOT NULL,
  common_name text NOT NULL,
  der bytea NOT NULL,
  source text NOT NULL,            -- certificate, master-list, revocation-list
  holds_until timestamptz,
  brought_at timestamptz NOT NULL,
  brought_by text NOT NULL
);
GRANT SELECT, INSERT, DELETE ON cards.foreign_item TO dancu_app;
