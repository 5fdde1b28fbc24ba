-- Whoever is represented is told by a message when somebody begins to act for them: once a day and mandate, and not at each sign-in.
CREATE TABLE mandates.told (
  mandate uuid PRIMARY KEY,
  day date NOT NULL                -- the last one on which it was said
);

GRANT SELECT, INSERT, UPDATE ON mandates.told TO dancu_app;
GRANT SELECT ON mandates.told TO dancu_reader;
