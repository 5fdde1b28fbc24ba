-- An officer has seen who collects a card where nothing of a body can be compared; a second one confirms it, or it lapses.
CREATE TABLE cards.sight (
  card uuid PRIMARY KEY,
  version int NOT NULL,            -- of the card as it was seen
  collector uuid NOT NULL,
  at timestamptz NOT NULL,
  officer text NOT NULL,
  officer_name text
);
GRANT SELECT, INSERT, UPDATE ON cards.sight TO dancu_app;
