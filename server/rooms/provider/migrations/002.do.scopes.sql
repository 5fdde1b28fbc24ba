-- Scopes at APIs that a person agreed to: an array of "indicator scope".
ALTER TABLE provider.permission ADD COLUMN scopes jsonb NOT NULL DEFAULT '[]';
ALTER TABLE provider.consent ADD COLUMN scopes jsonb NOT NULL DEFAULT '[]';
