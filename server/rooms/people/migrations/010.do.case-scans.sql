-- Papers that officers put beside a correction or a proposal. The images are files beside the database, sealed.
CREATE TABLE people.scan (
  matter uuid NOT NULL,            -- the correction or the proposal
  scan uuid NOT NULL,
  media text NOT NULL,
  size int NOT NULL,
  digest text NOT NULL,            -- SHA-256 of the image, base64url
  added_by text NOT NULL,
  added_by_name text NOT NULL,
  added_at timestamptz NOT NULL,
  cited_at timestamptz,            -- of the verdict whose journal line names it: from then on it stays
  PRIMARY KEY (matter, scan)
);
CREATE UNIQUE INDEX scan_once ON people.scan (matter, digest);
GRANT SELECT, INSERT, DELETE ON people.scan TO dancu_app;
GRANT UPDATE (cited_at) ON people.scan TO dancu_app;
