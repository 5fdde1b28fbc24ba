-- Paused: nothing leaves, and what happens meanwhile waits. What was sent, and what was answered, is there to be looked at.
ALTER TABLE subscriptions.subscription DROP CONSTRAINT subscription_state_check;
ALTER TABLE subscriptions.subscription ADD CHECK (state IN ('active', 'paused', 'ended'));

CREATE TABLE subscriptions.delivery (
  subscription uuid NOT NULL,
  first bigint NOT NULL,           -- numbers of the events in it
  last bigint NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  milliseconds int NOT NULL,       -- so long the receiver took
  failure text,                    -- null: it arrived
  PRIMARY KEY (subscription, at)
);
CREATE INDEX delivery_age ON subscriptions.delivery (at);
GRANT SELECT, INSERT, DELETE ON subscriptions.delivery TO dancu_app;
