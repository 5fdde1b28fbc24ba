-- One account a natural person or official. The account's key owns every row, so that a cluster keeps them together.
CREATE TABLE accounts.account (
  account uuid PRIMARY KEY,
  kind text NOT NULL,              -- citizen, foreigner, official
  actor text NOT NULL,             -- what the journal calls this caller: the person's key, an official's staff number
  person uuid,                     -- none for an official
  name text NOT NULL,
  language text NOT NULL,
  level smallint NOT NULL,         -- identity: 0 not proved, 1 remote with a proved contact, 2 proved at a counter or by chip and face
  state text NOT NULL,             -- pending, active, locked, closed
  guardian uuid,                   -- a minor's: the person who consented
  locked_why text,
  created_at timestamptz NOT NULL,
  activated_at timestamptz,
  level_at timestamptz,
  last_sign_in_at timestamptz
);
-- What an account is found by is its own small table, distributed by that value.
CREATE TABLE accounts.actor_account (actor text PRIMARY KEY, account uuid NOT NULL);

-- Ways to be reached; a proved one may receive codes.
CREATE TABLE accounts.contact (
  account uuid NOT NULL,
  contact uuid NOT NULL,
  kind text NOT NULL,              -- phone, email
  value text NOT NULL,
  -- The proof that waits: HMAC of the code that was sent.
  code bytea,
  code_until timestamptz,
  failures int NOT NULL DEFAULT 0,
  added_at timestamptz NOT NULL,
  proved_at timestamptz,
  removed_at timestamptz,
  PRIMARY KEY (account, contact)
);
CREATE UNIQUE INDEX contact_once ON accounts.contact (account, kind, value) WHERE removed_at IS NULL;

-- An account asked for from afar. The person is unknown where the words do not fit the register: the answers are the same.
CREATE TABLE accounts.activation (
  activation uuid PRIMARY KEY,
  person uuid,
  contact_kind text NOT NULL,
  contact text NOT NULL,
  language text NOT NULL,
  code bytea NOT NULL,
  failures int NOT NULL DEFAULT 0,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

CREATE TABLE accounts.authenticator (
  account uuid NOT NULL,
  authenticator uuid NOT NULL,
  kind text NOT NULL,              -- passkey, totp, recovery-codes
  label text NOT NULL,
  -- passkey: {credential, publicKey, counter, transports, backedUp, deviceBound, aaguid}; totp: {sealed}; recovery-codes: {hashes}
  secret jsonb NOT NULL,
  added_at timestamptz NOT NULL,
  confirmed_at timestamptz,        -- counts from then on: a TOTP secret once a first code was typed from it
  last_used_at timestamptz,
  locked_at timestamptz,
  removed_at timestamptz,
  -- The newest time step or counter that was accepted: a code counts once.
  accepted bigint NOT NULL DEFAULT -1,
  PRIMARY KEY (account, authenticator)
);
-- A registration on its way: its challenge counts once.
CREATE TABLE accounts.ceremony (
  account uuid NOT NULL,
  challenge text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (account, challenge)
);
CREATE TABLE accounts.credential (credential text PRIMARY KEY, account uuid NOT NULL, authenticator uuid NOT NULL);

-- A sign-in on its way, bound to one browser. The account is unknown until something was proved, or never: a number that
-- nobody has goes the same way.
CREATE TABLE accounts.attempt (
  attempt text PRIMARY KEY,
  browser bytea NOT NULL,          -- hash of the secret in the browser's cookie
  account uuid,                    -- whose number was typed, if anybody's
  subject text,                    -- bucket of the limits: the account, or a hash of the number that nobody has
  disclosed boolean NOT NULL,      -- this browser may learn which ways the account has: something was proved, or a session stands behind it
  factors jsonb NOT NULL DEFAULT '[]',   -- [{method, at, userVerified, deviceBound}] that were really proved
  challenge jsonb,                 -- what is being proved now: {method, ...}
  passkey text,                    -- WebAuthn challenge that waits for its answer
  wanted text NOT NULL,            -- the assurance asked for
  failures int NOT NULL DEFAULT 0,
  refusal text,                    -- code of the last refusal
  device text NOT NULL,
  network text NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  finished_at timestamptz
);

CREATE TABLE accounts.session (
  account uuid NOT NULL,
  session uuid NOT NULL,
  factors jsonb NOT NULL,
  identity_level smallint NOT NULL,
  -- As whom: an official's post, an organisation's or a represented person's mandate; empty: oneself.
  acting jsonb,
  device text NOT NULL,            -- "Chromium on Linux"
  network text NOT NULL,           -- first three bytes of IPv4, first six of IPv6: enough to recognise, too little to follow
  made_at timestamptz NOT NULL,
  proved_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  idle_seconds int NOT NULL,
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_why text,
  PRIMARY KEY (account, session)
);
CREATE TABLE accounts.session_token (token bytea PRIMARY KEY, account uuid NOT NULL, session uuid NOT NULL);

-- "Is it you?" on another device: for a sign-in across devices or a service's request without a browser (CIBA).
CREATE TABLE accounts.approval (
  account uuid NOT NULL,
  approval uuid NOT NULL,
  kind text NOT NULL,              -- sign-in, service
  reference text NOT NULL,         -- the attempt, or the provider's request
  matter jsonb NOT NULL,           -- what the person is shown
  number smallint NOT NULL,        -- to be chosen among three
  choices jsonb NOT NULL,
  state text NOT NULL,             -- waiting, approved, refused, failed, expired
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  decided_at timestamptz,
  session uuid,                    -- that decided
  PRIMARY KEY (account, approval)
);

-- Way back into an account whose authenticators are lost.
CREATE TABLE accounts.recovery (
  account uuid NOT NULL,
  recovery uuid NOT NULL,
  way text NOT NULL,               -- activation (first code, from a counter), counter, trusted
  state text NOT NULL,             -- waiting, ready, used, refused, expired
  made_at timestamptz NOT NULL,
  ready_at timestamptz,
  expires_at timestamptz NOT NULL,
  confirmed jsonb NOT NULL DEFAULT '[]',
  code bytea NOT NULL,             -- hash of 60 random bits: nothing that guessing finds
  number smallint NOT NULL,        -- stands on the screen of whoever began and on those of the trusted persons
  PRIMARY KEY (account, recovery)
);
CREATE UNIQUE INDEX recovery_one_waiting ON accounts.recovery (account) WHERE state = 'waiting';
CREATE TABLE accounts.trusted (
  account uuid NOT NULL,
  person uuid NOT NULL,
  named_at timestamptz NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (account, person)
);
CREATE TABLE accounts.trusted_of (person uuid NOT NULL, account uuid NOT NULL, PRIMARY KEY (person, account));

-- What happened to an account, for its owner to read. The journal holds the same lines for everybody else.
CREATE TABLE accounts.event (
  account uuid NOT NULL,
  event uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  data jsonb NOT NULL,
  line text NOT NULL,              -- the journal line's reference
  PRIMARY KEY (account, event)
);

-- Attempts a window, by account, by origin, by what is asked. Losing it loses nothing but the memory of the last minutes.
CREATE UNLOGGED TABLE accounts.allowance (
  bucket text NOT NULL,
  window_start timestamptz NOT NULL,
  used int NOT NULL,
  PRIMARY KEY (bucket, window_start)
);

-- Messages on their way: written in the act's transaction, sent behind it.
CREATE TABLE accounts.message (
  message uuid PRIMARY KEY,
  account uuid,
  channel text NOT NULL,           -- sms, email
  recipient text NOT NULL,
  body jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz,          -- a code that comes too late only confuses
  -- True time, not the demonstration's: when it is tried next, and until when nobody else tries it.
  next_at timestamptz NOT NULL DEFAULT now(),
  tries int NOT NULL DEFAULT 0,
  sent_at timestamptz,
  failed text
);
CREATE INDEX message_waiting ON accounts.message (next_at) WHERE sent_at IS NULL AND failed IS NULL;

GRANT SELECT, INSERT, UPDATE ON accounts.account, accounts.contact, accounts.authenticator, accounts.attempt, accounts.session,
  accounts.approval, accounts.activation, accounts.recovery, accounts.trusted, accounts.message TO dancu_app;
GRANT DELETE ON accounts.attempt, accounts.activation, accounts.message TO dancu_app;
-- Kept for at least five years (Decree 69/2024/NĐ-CP): the application has no right to change or remove one.
GRANT SELECT, INSERT ON accounts.event TO dancu_app;
GRANT SELECT, INSERT, DELETE ON accounts.actor_account, accounts.ceremony, accounts.credential, accounts.session_token, accounts.trusted_of TO dancu_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.allowance TO dancu_app;
