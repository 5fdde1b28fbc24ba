-- OSIA Enrollment: what another system collects of a person, until it is finalized. Sealed: content holds pictures of bodies.
CREATE TABLE enrolment.packet (
  person uuid NOT NULL,
  packet uuid NOT NULL,              -- as the system named it
  organisation text NOT NULL,        -- whose system began it: nobody else sees it
  status text NOT NULL CHECK (status IN ('IN_PROGRESS', 'FINALIZED')),
  content bytea NOT NULL,            -- sealed JSON; of a finalized one without what was taken of the body
  card uuid,
  begun_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (person, packet)
);
CREATE UNIQUE INDEX packet_id ON enrolment.packet (packet);
CREATE INDEX packet_mine ON enrolment.packet (organisation, begun_at);
CREATE INDEX packet_open ON enrolment.packet (changed_at) WHERE status = 'IN_PROGRESS';
GRANT SELECT, INSERT, UPDATE, DELETE ON enrolment.packet TO dancu_app;

CREATE TABLE enrolment.buffer (
  packet uuid NOT NULL,
  buffer uuid NOT NULL,
  type text NOT NULL,
  size int NOT NULL,
  content bytea NOT NULL,            -- sealed
  PRIMARY KEY (packet, buffer)
);
GRANT SELECT, INSERT, DELETE ON enrolment.buffer TO dancu_app;
