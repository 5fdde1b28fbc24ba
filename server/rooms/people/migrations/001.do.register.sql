-- The population register (Law 26/2023/QH15, article 9). Every table is keyed by its distribution key first: the person,
-- the identifier's value, the household. `act` is the truth and append-only; the others are what it adds up to today.
CREATE TABLE people.person (
  person uuid PRIMARY KEY,
  version int NOT NULL,
  life "char" NOT NULL,            -- a alive, d dead, m missing
  sex "char" NOT NULL,             -- m, f, u
  birth_from date NOT NULL,        -- the span that the birth date is known to lie in
  birth_to date NOT NULL,
  province text COLLATE "C" NOT NULL,          -- of the permanent residence in the units in force; '' unknown
  commune text COLLATE "C" NOT NULL,
  name_key text COLLATE "C" NOT NULL,          -- name without case and diacritics
  given_key text COLLATE "C" NOT NULL,
  merged_into uuid,
  recorded_at timestamptz NOT NULL,
  record json NOT NULL
);

CREATE TABLE people.act (
  person uuid NOT NULL,
  act uuid NOT NULL,
  kind text NOT NULL,
  valid_from date NOT NULL,
  recorded_at timestamptz NOT NULL,
  retracts uuid,
  legal_basis text NOT NULL,
  office text NOT NULL,
  officer text NOT NULL,
  evidence json NOT NULL,
  changes json NOT NULL,
  PRIMARY KEY (person, act)
);

-- A nine-digit CMND was sometimes given to two persons, so a value may name several; a PIN may not, not even a cancelled one.
CREATE TABLE people.identifier (
  value text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  person uuid NOT NULL,
  status text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  PRIMARY KEY (value, kind, person)
);

-- The way back from a parent to children and from a guardian to wards; the way there is in the record.
CREATE TABLE people.relation (
  person uuid NOT NULL,
  kind text NOT NULL,              -- child, ward
  other uuid NOT NULL,
  PRIMARY KEY (person, kind, other)
);

CREATE TABLE people.household (
  household uuid PRIMARY KEY,
  commune text NOT NULL,
  address text NOT NULL,
  file text NOT NULL
);

CREATE TABLE people.member (
  household uuid NOT NULL,
  person uuid NOT NULL,
  PRIMARY KEY (household, person)
);

GRANT SELECT, INSERT ON people.act TO dancu_app;
GRANT SELECT, INSERT, UPDATE ON people.person, people.identifier, people.household TO dancu_app;
GRANT SELECT, INSERT, DELETE ON people.relation, people.member TO dancu_app;
GRANT DELETE ON people.identifier TO dancu_app;
