-- What a pair was suspected by, so that "two persons" can be taken back before the next count.
ALTER TABLE quality.apart ADD COLUMN rules text[] COLLATE "C" NOT NULL DEFAULT '{}';
