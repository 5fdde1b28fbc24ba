-- Blanks as they were received, in boxes of serials that follow each other.
CREATE TABLE production.box (
  box uuid PRIMARY KEY,
  label text NOT NULL UNIQUE,        -- the supplier's own, on the box
  product text NOT NULL,             -- what kind of blank: machines want one
  prefix text NOT NULL,
  first bigint NOT NULL,
  digits int NOT NULL,
  count int NOT NULL CHECK (count > 0),
  received_at timestamptz NOT NULL,
  officer text NOT NULL,
  officer_name text
);
GRANT SELECT, INSERT ON production.box TO dancu_app;

-- Every blank is in one state, and none is ever deleted: the states add up to the boxes.
CREATE TABLE production.blank (
  serial text COLLATE "C" PRIMARY KEY,
  box uuid NOT NULL,
  state text NOT NULL DEFAULT 'in-stock' CHECK (state IN ('in-stock', 'in-machine', 'used', 'spoiled', 'destroyed')),
  batch uuid,                        -- from the moment on at which it is bound to an item, before the machine gets a byte
  item uuid,
  why text,                          -- of what is spoiled
  destruction uuid,
  changed_at timestamptz NOT NULL,
  CHECK ((state IN ('in-machine', 'used')) <= (item IS NOT NULL))
);
CREATE INDEX blank_stock ON production.blank (box, serial) WHERE state = 'in-stock';
CREATE INDEX blank_state ON production.blank (box, state);
CREATE INDEX blank_spoiled ON production.blank (serial) WHERE state = 'spoiled';
GRANT SELECT, INSERT ON production.blank TO dancu_app;
GRANT UPDATE (state, batch, item, why, destruction, changed_at) ON production.blank TO dancu_app;

CREATE TABLE production.batch (
  batch uuid PRIMARY KEY,
  origin text NOT NULL,              -- who orders
  machine text NOT NULL,
  product text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'making', 'held', 'done')),
  why text,                          -- of what is held
  items int NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  officer text NOT NULL,
  officer_name text,
  lease_by uuid,                     -- the process that makes it now
  lease_until timestamptz
);
CREATE INDEX batch_open ON production.batch (started_at) WHERE state IN ('waiting', 'making');
GRANT SELECT, INSERT, UPDATE ON production.batch TO dancu_app;

CREATE TABLE production.item (
  batch uuid NOT NULL,
  item uuid NOT NULL,
  office text NOT NULL,              -- where it goes
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'in-machine', 'personalised', 'checked', 'packed', 'shipped', 'received', 'lost', 'failed')),
  serial text COLLATE "C",           -- of the blank
  attempts int NOT NULL DEFAULT 0,
  why text,                          -- the last thing that went wrong
  checked_at timestamptz,
  parcel uuid,
  PRIMARY KEY (batch, item)
);
-- No item is in two batches at once, and no blank carries two items.
CREATE UNIQUE INDEX item_once ON production.item (item) WHERE state NOT IN ('lost', 'failed');
CREATE UNIQUE INDEX item_blank ON production.item (serial) WHERE serial IS NOT NULL;
CREATE INDEX item_state ON production.item (batch, state);
CREATE INDEX item_unpacked ON production.item (office) WHERE state = 'checked';
CREATE INDEX item_parcel ON production.item (parcel) WHERE parcel IS NOT NULL;
CREATE INDEX item_checked ON production.item (batch, checked_at);
GRANT SELECT, INSERT, UPDATE ON production.item TO dancu_app;

-- What a machine was told to make: a JWS over the hashes of all that it was given, and no value of a person.
CREATE TABLE production.job (
  job uuid PRIMARY KEY,
  batch uuid NOT NULL,
  made_at timestamptz NOT NULL,
  manifest text NOT NULL
);
CREATE INDEX job_batch ON production.job (batch, job);
GRANT SELECT, INSERT ON production.job TO dancu_app;

CREATE TABLE production.parcel (
  parcel uuid PRIMARY KEY,
  office text NOT NULL,
  areas text[] NOT NULL,
  state text NOT NULL CHECK (state IN ('packed', 'sent', 'received', 'lost')),
  version int NOT NULL DEFAULT 1,
  count int NOT NULL,
  missing int NOT NULL DEFAULT 0,
  packed_at timestamptz NOT NULL,
  sent_at timestamptz,
  ended_at timestamptz,
  ended_by text
);
CREATE INDEX parcel_open ON production.parcel (state, packed_at);
GRANT SELECT, INSERT, UPDATE ON production.parcel TO dancu_app;

-- Spoiled blanks are destroyed by two.
CREATE TABLE production.destruction (
  destruction uuid PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('proposed', 'done', 'refused')),
  count int NOT NULL,
  proposed_at timestamptz NOT NULL,
  proposed_by text NOT NULL,
  proposed_name text,
  ended_at timestamptz,
  ended_by text,
  ended_name text
);
GRANT SELECT, INSERT, UPDATE ON production.destruction TO dancu_app;
