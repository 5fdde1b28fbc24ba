-- What an agreement may say (design: fields x purposes x legal bases x ways of asking x quota x hours x end), how far a
-- system has come, and how long a key is good for.

ALTER TABLE exchange.agreement
  ADD COLUMN modes text[] NOT NULL DEFAULT '{verify}',
  ADD COLUMN legal_bases text[] NOT NULL DEFAULT '{}', -- none: whatever law its purposes rest on
  ADD COLUMN hours text NOT NULL DEFAULT 'always',     -- country.yaml, officeHours
  ADD COLUMN candidates int NOT NULL DEFAULT 0;        -- at most so many persons in an answer to identify
UPDATE exchange.agreement SET modes = '{verify,attributes}' WHERE mode = 'attributes';
ALTER TABLE exchange.agreement DROP COLUMN mode;
ALTER TABLE exchange.agreement ALTER COLUMN modes DROP DEFAULT;

-- A system in simulation is answered about synthetic persons only, under every purpose that its organisation may state.
ALTER TABLE exchange.system ADD COLUMN stage text NOT NULL DEFAULT 'production' CHECK (stage IN ('simulation', 'production'));
ALTER TABLE exchange.system ALTER COLUMN stage DROP DEFAULT;
GRANT UPDATE (stage) ON exchange.system TO dancu_app;

ALTER TABLE exchange.key ADD COLUMN expires_at timestamptz;
UPDATE exchange.key SET expires_at = created_at + interval '2 years';
ALTER TABLE exchange.key ALTER COLUMN expires_at SET NOT NULL;
