-- Who was enrolled when, by whom, for which card. What was taken lies in biometrics, what became of the card in cards.
CREATE TABLE enrolment.enrolment (
  person uuid NOT NULL,
  enrolment uuid NOT NULL,
  card uuid NOT NULL,
  office text NOT NULL,              -- where, as an area code
  areas text[] NOT NULL,             -- codes of the card's office, its province and commune
  taken_at timestamptz NOT NULL,     -- without a line: before it came
  received_at timestamptz NOT NULL,
  portrait boolean NOT NULL,
  fingers smallint[] NOT NULL,
  officer text NOT NULL,
  officer_name text,
  PRIMARY KEY (person, enrolment)
);
CREATE INDEX enrolment_day ON enrolment.enrolment (received_at);
GRANT SELECT, INSERT ON enrolment.enrolment TO dancu_app;

-- When an office enrols, at how many counters. Who books holds the row: places are given one after the other.
CREATE TABLE enrolment.hours (
  office text PRIMARY KEY,           -- area code
  areas text[] NOT NULL,
  version int NOT NULL,
  counters int NOT NULL CHECK (counters BETWEEN 1 AND 50),
  days jsonb NOT NULL,               -- [{ day 1 (Monday) to 7, from, to }], in the country's own time
  closed date[] NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON enrolment.hours TO dancu_app;

CREATE TABLE enrolment.appointment (
  person uuid NOT NULL,
  appointment uuid NOT NULL,
  office text NOT NULL,
  areas text[] NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,                -- of card
  state text NOT NULL CHECK (state IN ('booked', 'arrived', 'done', 'missed', 'cancelled')),
  version int NOT NULL DEFAULT 1,
  made_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  reminded_at timestamptz,
  PRIMARY KEY (person, appointment)
);
CREATE UNIQUE INDEX appointment_id ON enrolment.appointment (appointment);
CREATE UNIQUE INDEX appointment_once ON enrolment.appointment (person, kind) WHERE state IN ('booked', 'arrived');
CREATE INDEX appointment_place ON enrolment.appointment (office, at) WHERE state IN ('booked', 'arrived', 'done');
CREATE INDEX appointment_day ON enrolment.appointment (at);
GRANT SELECT, INSERT, UPDATE ON enrolment.appointment TO dancu_app;
