-- A file of rows reads all consents of an organisation to a purpose, a person after the other.
CREATE INDEX consent_by_asker ON exchange.consent (organisation, purpose, person, consent) WHERE withdrawn_at IS NULL;
