-- What other systems keep and search through the standards' doors. Their persons are theirs: no register's number, no person of ours.

CREATE TABLE biometrics.abis_encounter (
  id uuid PRIMARY KEY,             -- what is sealed is bound to it
  owner text NOT NULL,             -- organisation whose gallery this is; nobody else finds it
  person text NOT NULL,            -- as the owner names the person
  encounter text NOT NULL,
  reference uuid,                  -- under which the engine has it; null: nothing in it can be searched
  status text NOT NULL CHECK (status IN ('ACTIVE', 'INACTIVE')),
  encounter_type text NOT NULL,
  galleries text[] NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  sealed bytea NOT NULL            -- the samples and all that came with them
);
CREATE UNIQUE INDEX abis_encounter_name ON biometrics.abis_encounter (owner, person, encounter);
CREATE UNIQUE INDEX abis_encounter_reference ON biometrics.abis_encounter (reference);
ALTER TABLE biometrics.abis_encounter ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- The encounter's own data key, wrapped. Apart from what it opens: without the row no copy of the samples opens.
CREATE TABLE biometrics.abis_key (
  id uuid PRIMARY KEY,
  wrapped bytea NOT NULL
);

-- References that the engine may hold and no encounter has: written before an enrolment begins, and with each removal.
CREATE TABLE biometrics.abis_loose (
  reference uuid PRIMARY KEY,
  noted_at timestamptz NOT NULL DEFAULT now()
);

-- Requests that are answered by a callback.
CREATE TABLE biometrics.abis_task (
  task uuid PRIMARY KEY,
  owner text NOT NULL,
  operation text NOT NULL,
  priority smallint NOT NULL CHECK (priority BETWEEN 0 AND 9),
  transaction_id text NOT NULL,
  callback text NOT NULL,
  state text NOT NULL CHECK (state IN ('PENDING', 'RESPONSE_SCHEDULED', 'RESPONSE_ERROR', 'RESPONSE_RETRY', 'COMPLETED')),
  sealed bytea,                    -- the request, then its result; null once that was delivered
  attempts int NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  lease_by uuid,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX abis_task_turn ON biometrics.abis_task (state, priority DESC, created_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON
  biometrics.abis_encounter, biometrics.abis_key, biometrics.abis_loose, biometrics.abis_task TO dancu_app;
