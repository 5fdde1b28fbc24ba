-- Civil-status books on paper, keyed twice from the images of their pages. The images are files beside the database, sealed.

CREATE TABLE books.book (
  book uuid PRIMARY KEY,
  kind text NOT NULL,
  number text NOT NULL,            -- as it stands on the book
  place text NOT NULL,             -- the commune as the book names it
  year_from int NOT NULL,
  year_to int NOT NULL CHECK (year_to >= year_from),
  province text NOT NULL,          -- whose work it is today
  commune text NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  handed_by text,
  handed_at timestamptz,
  handed_digest text
);
CREATE UNIQUE INDEX book_once ON books.book (commune, kind, year_from, year_to, lower(number), lower(place));
CREATE INDEX book_province ON books.book (province, made_at);
CREATE INDEX book_made ON books.book (made_at);

CREATE TABLE books.page (
  book uuid NOT NULL,
  page uuid NOT NULL,
  number int NOT NULL,
  media text NOT NULL,
  size int NOT NULL,
  digest text NOT NULL,            -- SHA-256 of the image, base64url
  added_by text NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (book, page)
);
CREATE UNIQUE INDEX page_once ON books.page (book, number);
CREATE UNIQUE INDEX page_image ON books.page (book, digest);

-- open: nobody has keyed it · keyed: one has · review: two who differ · agreed · absent: there is no such entry on the page.
CREATE TABLE books.entry (
  entry uuid PRIMARY KEY,          -- in the order of the book's pages as they came
  book uuid NOT NULL,
  page uuid NOT NULL,
  position int NOT NULL,
  province text NOT NULL,
  commune text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'keyed', 'review', 'agreed', 'absent')),
  round int NOT NULL DEFAULT 1,    -- one more each time it was sent back
  leased_by text,
  leased_until timestamptz,
  final jsonb,
  fields int NOT NULL DEFAULT 0,   -- keyed in both keyings of the round that was decided
  wrong int NOT NULL DEFAULT 0,    -- of those, other than what was decided
  decided_at timestamptz
);
CREATE UNIQUE INDEX entry_place ON books.entry (book, page, position);
CREATE INDEX entry_to_key ON books.entry (commune, entry) WHERE state IN ('open', 'keyed');
CREATE INDEX entry_to_key_wide ON books.entry (province, entry) WHERE state IN ('open', 'keyed');
CREATE INDEX entry_to_review ON books.entry (province, entry) WHERE state = 'review';
CREATE INDEX entry_leased ON books.entry (leased_by) WHERE leased_by IS NOT NULL;

-- An officer has one part in an entry, ever: this key is the rule of four eyes.
CREATE TABLE books.part (
  entry uuid NOT NULL,
  officer text NOT NULL,
  part text NOT NULL CHECK (part IN ('keyed', 'reviewed')),
  PRIMARY KEY (entry, officer)
);

CREATE TABLE books.keying (
  entry uuid NOT NULL,
  round int NOT NULL,
  turn int NOT NULL CHECK (turn IN (1, 2)),
  officer text NOT NULL,
  written jsonb NOT NULL,
  keyed_at timestamptz NOT NULL,
  PRIMARY KEY (entry, round, turn)
);

GRANT SELECT, INSERT ON books.book, books.page, books.entry, books.part, books.keying TO dancu_app;
GRANT UPDATE (handed_by, handed_at, handed_digest) ON books.book TO dancu_app;
GRANT UPDATE (state, round, leased_by, leased_until, final, fields, wrong, decided_at) ON books.entry TO dancu_app;
