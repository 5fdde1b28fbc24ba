-- What persons let organisations ask about them (Law 91/2025/QH15, art. 9). A question under a law of consent is answered only
-- while such a row lives: not withdrawn, and not past its last day.
CREATE TABLE exchange.consent (
  person uuid NOT NULL,
  consent uuid NOT NULL,
  organisation text NOT NULL,
  client text NOT NULL,            -- the service through which it was asked for
  request text NOT NULL,           -- the one request that was answered: pressed twice, it is one consent
  purpose text NOT NULL,
  legal_basis text NOT NULL,
  fields text[] NOT NULL,          -- what may be asked
  refused text[] NOT NULL,         -- what was asked for besides, and not given
  until date NOT NULL,             -- the last day
  language text NOT NULL,          -- in which the sheet was read
  given_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (person, consent),
  UNIQUE (person, request)
);
-- An agency reads the receipt of a consent by its name.
CREATE INDEX consent_by_name ON exchange.consent (consent);

GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON exchange.consent TO dancu_app;
GRANT SELECT ON exchange.consent TO dancu_reader;
