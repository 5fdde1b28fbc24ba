-- Whose samples a pseudonym has. Only here; whoever compares samples learns the pseudonym.
CREATE TABLE biometrics.subject (
  person uuid NOT NULL,            -- as the register has the person today
  reference uuid NOT NULL,
  taken_as uuid NOT NULL,          -- the record under which the samples were taken: what is sealed is bound to it
  PRIMARY KEY (person, reference)
);
CREATE UNIQUE INDEX subject_reference ON biometrics.subject (reference);
CREATE UNIQUE INDEX subject_taken_as ON biometrics.subject (taken_as);

-- The person's own data key, wrapped by the key store. Without the row no copy of a sample opens: erasing is to remove it.
-- A table of its own, so that backups of the samples can be kept apart from those of the keys.
CREATE TABLE biometrics.key (
  reference uuid PRIMARY KEY,
  wrapped bytea NOT NULL
);

CREATE TABLE biometrics.sample (
  reference uuid NOT NULL,
  sample uuid NOT NULL,
  modality text NOT NULL,
  place smallint NOT NULL,         -- finger 1 to 10, iris 1 right and 2 left; otherwise 1
  format text NOT NULL,
  size int NOT NULL,               -- bytes of the plain sample
  quality smallint CHECK (quality BETWEEN 0 AND 100),
  sealed bytea NOT NULL,
  template bytea,                  -- what is compared, sealed too; null: nothing here compares it
  model text,                      -- that made the template: those of another are not compared
  legal_basis text NOT NULL,
  ground jsonb,                    -- request, consent or proceedings: its kind, number and day
  taken_at timestamptz NOT NULL,
  taken_by text NOT NULL,
  office text NOT NULL,
  erase_on date,                   -- null: no rule names a day yet
  PRIMARY KEY (reference, sample)
);
-- Encrypted bytes do not compress.
ALTER TABLE biometrics.sample ALTER COLUMN sealed SET STORAGE EXTERNAL, ALTER COLUMN template SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX sample_place ON biometrics.sample (reference, modality, place);
CREATE INDEX sample_due ON biometrics.sample (erase_on) WHERE erase_on IS NOT NULL;

-- Why there is none of a finger or an iris.
CREATE TABLE biometrics.missing (
  reference uuid NOT NULL,
  modality text NOT NULL,
  place smallint NOT NULL,
  reason text NOT NULL,
  noted_at timestamptz NOT NULL,
  PRIMARY KEY (reference, modality, place)
);

-- References of which whoever compares has not heard yet. Written with the samples, taken away when it has.
CREATE TABLE biometrics.unsettled (
  reference uuid PRIMARY KEY,
  search boolean NOT NULL,         -- and who else this may be is to be looked for
  attempts int NOT NULL DEFAULT 0,
  failure text,
  next_at timestamptz NOT NULL DEFAULT now()
);

-- Two records whose samples may be one person's.
CREATE TABLE biometrics.pair (
  one uuid NOT NULL,
  other uuid NOT NULL,
  version int NOT NULL DEFAULT 1,
  state text NOT NULL CHECK (state IN ('open', 'unsure', 'proposed', 'same', 'different')),
  score real NOT NULL,
  parts jsonb NOT NULL,
  areas text[] NOT NULL,           -- codes of the provinces and communes of both, when they were found
  found_at timestamptz NOT NULL,
  due_on date NOT NULL,
  first_by text,
  first_by_name text,
  first_at timestamptz,
  second_by text,
  second_by_name text,
  second_at timestamptz,
  reason text,
  PRIMARY KEY (one, other),
  CHECK (one < other)
);
CREATE INDEX pair_other ON biometrics.pair (other);
CREATE INDEX pair_waiting ON biometrics.pair (state, due_on);
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA biometrics TO dancu_app;
