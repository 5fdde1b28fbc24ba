-- What the OpenID provider keeps: sessions, codes, tokens, grants, requests. `id` is a hash: a copy of the table redeems nothing.
CREATE TABLE provider.artifact (
  model text NOT NULL,
  id bytea NOT NULL,
  payload jsonb NOT NULL,
  grant_id text,
  uid text,
  user_code text,
  account uuid,
  client text,
  consumed_at timestamptz,
  expires_at timestamptz,
  PRIMARY KEY (model, id)
);
CREATE INDEX artifact_grant ON provider.artifact (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX artifact_uid ON provider.artifact (uid) WHERE uid IS NOT NULL;
CREATE INDEX artifact_user_code ON provider.artifact (user_code) WHERE user_code IS NOT NULL;
CREATE INDEX artifact_owner ON provider.artifact (account, client) WHERE account IS NOT NULL;
CREATE INDEX artifact_expires ON provider.artifact (expires_at);
-- Identifiers that count once: assertions, DPoP proofs, request objects.
CREATE TABLE provider.replay (id bytea PRIMARY KEY, expires_at timestamptz NOT NULL);
CREATE INDEX replay_expires ON provider.replay (expires_at);
-- Secrets that every process shares and none may change, sealed by the key store.
CREATE TABLE provider.secret (name text PRIMARY KEY, sealed bytea NOT NULL);

-- Which account's session a provider's session hangs on: when the one ends, so does the other.
CREATE TABLE provider.sign_in (
  uid text PRIMARY KEY,
  account uuid NOT NULL,
  session uuid NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sign_in_session ON provider.sign_in (account, session);
-- What one grant lets a service read, and as whom the person was there. Gone: the grant releases nothing.
CREATE TABLE provider.permission (
  grant_id text PRIMARY KEY,
  account uuid NOT NULL,
  client text NOT NULL,
  principal text NOT NULL,
  agreement bytea NOT NULL,
  acting jsonb,
  fields jsonb NOT NULL,           -- what may be read
  answered jsonb NOT NULL,         -- and what the person said no to
  expires_at timestamptz NOT NULL
);
CREATE INDEX permission_owner ON provider.permission (account, client);

-- What a person let a service read, remembered until withdrawn.
CREATE TABLE provider.consent (
  account uuid NOT NULL,
  client text NOT NULL,
  principal text NOT NULL,         -- '' oneself, or the organisation or person acted for
  fields jsonb NOT NULL,           -- what may be read
  refused jsonb NOT NULL,          -- what was asked for and not given
  remembered boolean NOT NULL,     -- false: asked again at the next sign-in
  agreement bytea NOT NULL,        -- hash of purpose, law and fields: other terms are asked for anew
  grant_id text NOT NULL,
  service_version int NOT NULL,
  given_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (account, client, principal)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON provider.artifact, provider.sign_in TO dancu_app;
GRANT SELECT, INSERT, DELETE ON provider.replay, provider.permission TO dancu_app;
GRANT SELECT, INSERT ON provider.secret TO dancu_app;
GRANT SELECT, INSERT, UPDATE ON provider.consent TO dancu_app;
