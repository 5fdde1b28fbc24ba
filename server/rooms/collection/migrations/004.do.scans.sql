-- Papers that an officer puts beside a row in doubt. The images are files beside the database, sealed.
CREATE TABLE collection.scan (
  run uuid NOT NULL,
  row bigint NOT NULL,
  scan uuid NOT NULL,
  media text NOT NULL,
  size int NOT NULL,
  digest text NOT NULL,            -- SHA-256 of the image, base64url
  added_by text NOT NULL,
  added_by_name text NOT NULL,
  added_at timestamptz NOT NULL,
  cited_at timestamptz,            -- of the first verdict whose journal line names it: from then on it stays
  PRIMARY KEY (run, row, scan)
);
CREATE UNIQUE INDEX scan_once ON collection.scan (run, row, digest);
GRANT SELECT, INSERT, DELETE ON collection.scan TO dancu_app;
GRANT UPDATE (cited_at) ON collection.scan TO dancu_app;
