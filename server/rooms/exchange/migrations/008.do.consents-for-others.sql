-- A guardian, or who holds a power of attorney for it, agrees for another (Law 91/2025/QH15; Civil Code 2015, art. 134 to 141). Such a
-- consent lives only as long as the representation that it was given under, which is asked of the register at each look.
ALTER TABLE exchange.consent
  ADD COLUMN given_by uuid,        -- who agreed; null: the person
  ADD COLUMN mandate uuid,         -- by what
  ADD COLUMN basis text,           -- guardian, power-of-attorney
  ADD COLUMN withdrawn_by uuid,    -- the person, or who acted for them then
  ADD CHECK ((given_by IS NULL) = (mandate IS NULL) AND (given_by IS NULL) = (basis IS NULL));

CREATE INDEX consent_by_giver ON exchange.consent (given_by) WHERE given_by IS NOT NULL;

GRANT UPDATE (withdrawn_by) ON exchange.consent TO dancu_app;
