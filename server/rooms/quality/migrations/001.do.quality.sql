-- The register by six criteria. Figures are kept a day: communes' thinned out after a quarter, provinces' and the country's for good.
CREATE TABLE quality.figure (
  day date NOT NULL,
  unit text COLLATE "C" NOT NULL,        -- '' the country; province; commune; 'none' and '01-none': persons without one
  parent text COLLATE "C",               -- the unit it is part of; null of the country
  source text NOT NULL,                  -- who first told of the records (sources.yaml); '' all
  indicator text COLLATE "C" NOT NULL,
  numerator bigint NOT NULL,
  denominator bigint NOT NULL,
  PRIMARY KEY (unit, source, indicator, day)
);
CREATE INDEX figure_of_parts ON quality.figure (parent, day, indicator) WHERE source = '';
CREATE INDEX figure_day ON quality.figure (day);

CREATE TABLE quality.run (
  run uuid PRIMARY KEY,
  day date NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed', 'stopped')),
  begun_at timestamptz NOT NULL,
  ended_at timestamptz,
  done int NOT NULL DEFAULT 0,           -- parts of the register
  total int NOT NULL DEFAULT 0,
  persons bigint
);

-- Two records that may be one person's, from both sides; as the last count found them.
CREATE TABLE quality.suspect (
  person uuid NOT NULL,
  rule text COLLATE "C" NOT NULL,
  other uuid NOT NULL,
  PRIMARY KEY (person, rule, other)
);
-- An officer has found that they are two persons: low key first.
CREATE TABLE quality.apart (
  one uuid NOT NULL,
  other uuid NOT NULL,
  reason text NOT NULL,
  said_by text NOT NULL,
  said_at timestamptz NOT NULL,
  PRIMARY KEY (one, other)
);

-- When a unit's code was in force, from the country's lists. Text: open bounds are the ends of the alphabet.
CREATE TABLE quality.unit (
  code text COLLATE "C" NOT NULL,
  valid_from text COLLATE "C" NOT NULL,
  valid_to text COLLATE "C" NOT NULL,
  PRIMARY KEY (code, valid_from)
);

-- Looks of organisations a day, by field: how many, not at whom.
CREATE TABLE quality.use (
  day date NOT NULL,
  organisation text NOT NULL,
  field text NOT NULL,
  looks bigint NOT NULL,
  PRIMARY KEY (day, organisation, field)
);

CREATE TABLE quality.sample (
  sample uuid PRIMARY KEY,
  province text NOT NULL,
  commune text NOT NULL,
  confidence double precision NOT NULL,
  margin double precision NOT NULL,
  population bigint NOT NULL,
  drawn_by text NOT NULL,
  drawn_at timestamptz NOT NULL,
  closed_at timestamptz
);
CREATE TABLE quality.drawn (
  sample uuid NOT NULL,
  person uuid NOT NULL,
  place int NOT NULL,
  verdict text CHECK (verdict IN ('right', 'wrong', 'no-paper')),
  fields text[] NOT NULL DEFAULT '{}',   -- the wrong ones
  checked_by text,
  checked_at timestamptz,
  PRIMARY KEY (sample, person)
);

CREATE TABLE quality.campaign (
  campaign uuid PRIMARY KEY,
  title text NOT NULL,
  indicator text NOT NULL,
  unit text NOT NULL,                    -- province, or '' the country
  due_on date NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  opened_by text NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  closing text NOT NULL DEFAULT ''
);
-- Each record once; whether it is mended is asked of the register itself, and written down when the campaign closes.
CREATE TABLE quality.task (
  campaign uuid NOT NULL,
  province text COLLATE "C" NOT NULL,
  commune text COLLATE "C" NOT NULL,
  person uuid NOT NULL,
  mended boolean,
  PRIMARY KEY (campaign, person)
);
CREATE INDEX task_list ON quality.task (campaign, province, commune, person);

GRANT SELECT, INSERT, DELETE ON quality.figure, quality.suspect, quality.unit, quality.use, quality.apart TO dancu_app;
GRANT SELECT, INSERT, UPDATE ON quality.run, quality.sample, quality.drawn, quality.campaign, quality.task TO dancu_app;
GRANT UPDATE ON quality.use TO dancu_app;
