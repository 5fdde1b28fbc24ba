-- Acts of officials by day, counted from the sealed log: of whom they are is for themselves alone.
CREATE TABLE work.done (
  office text COLLATE "C" NOT NULL,
  day date NOT NULL,
  officer text NOT NULL,
  type text NOT NULL,
  count int NOT NULL,
  PRIMARY KEY (office, day, officer, type)
);
CREATE INDEX done_officer ON work.done (officer, day);
GRANT SELECT, INSERT, UPDATE ON work.done TO dancu_app;
