-- A reading whose files a desk judges further: sealed, taken once, and gone with the reading.
ALTER TABLE readers.reading ADD COLUMN kept boolean NOT NULL DEFAULT false;
ALTER TABLE readers.reading ADD COLUMN shown bytea;
GRANT UPDATE (shown) ON readers.reading TO dancu_app;
