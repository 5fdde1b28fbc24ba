-- Cards that a visitor may lay on the virtual reader: their chips lie sealed beside the database, under this id.
CREATE TABLE demonstration.virtual_card (
  card uuid PRIMARY KEY,
  made_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON demonstration.virtual_card TO dancu_app;
