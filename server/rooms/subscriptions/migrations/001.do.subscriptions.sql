-- Agencies that are told that something happened to persons whom they know. What happened is told as a kind, never as a value.
CREATE TABLE subscriptions.subscription (
  subscription uuid PRIMARY KEY,
  organisation text NOT NULL,
  system uuid NOT NULL,            -- that made it
  purpose text NOT NULL,
  legal_basis text NOT NULL,
  kinds text[] NOT NULL,
  endpoint text,                   -- where events are sent; null: they are fetched
  state text NOT NULL CHECK (state IN ('active', 'ended')),
  made_at timestamptz NOT NULL,
  newest bigint NOT NULL DEFAULT 0,     -- number of the newest event
  delivered bigint NOT NULL DEFAULT 0,  -- up to which number events have arrived
  attempts int NOT NULL DEFAULT 0,      -- failed in a row
  failure text,
  next_at timestamptz NOT NULL DEFAULT now(),
  lease_until timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX subscription_of ON subscriptions.subscription (organisation, subscription);
CREATE INDEX subscription_due ON subscriptions.subscription (next_at) WHERE state = 'active' AND endpoint IS NOT NULL AND delivered < newest;

-- Whom a subscription is about: persons that the organisation named, and nobody else.
CREATE TABLE subscriptions.watched (
  person uuid NOT NULL,
  subscription uuid NOT NULL,
  pseudonym text NOT NULL,
  PRIMARY KEY (person, subscription)
);
CREATE UNIQUE INDEX watched_name ON subscriptions.watched (subscription, pseudonym);

-- The outbox: numbered for each subscription from 1 without gaps, kept for who catches up.
CREATE TABLE subscriptions.event (
  subscription uuid NOT NULL,
  number bigint NOT NULL,
  pseudonym text NOT NULL,
  kind text NOT NULL,
  at timestamptz NOT NULL,         -- when the register learnt it
  PRIMARY KEY (subscription, number)
);
CREATE INDEX event_age ON subscriptions.event (at);
GRANT SELECT, INSERT, UPDATE ON subscriptions.subscription TO dancu_app;
GRANT SELECT, INSERT, DELETE ON subscriptions.watched, subscriptions.event TO dancu_app;
