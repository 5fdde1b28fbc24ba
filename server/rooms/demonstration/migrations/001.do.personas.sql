-- The personas of a demonstration country: who may be played on its sign-in page.
CREATE TABLE demonstration.persona (
  persona text PRIMARY KEY,
  position int NOT NULL,
  kind text NOT NULL,              -- citizen, official, agency
  role text NOT NULL,
  name text NOT NULL,
  person uuid,
  area text,
  organisation text
);
GRANT SELECT, INSERT ON demonstration.persona TO dancu_app;
