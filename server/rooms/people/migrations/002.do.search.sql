-- Index-only searches: a birth date; a given name within a span of birth dates; a given name in a province.
CREATE UNIQUE INDEX identifier_pin ON people.identifier (value) WHERE kind = 'pin';
CREATE INDEX person_by_birth ON people.person (birth_from, name_key) INCLUDE (birth_to, person);
CREATE INDEX person_by_given ON people.person (given_key, birth_from) INCLUDE (birth_to, name_key, person);
CREATE INDEX person_by_province ON people.person (province, given_key) INCLUDE (name_key, birth_from, birth_to, commune, person);

-- Given names in use: a typing error is matched against this short list and not against the country.
CREATE TABLE people.given (
  given_key text PRIMARY KEY
);
GRANT SELECT, INSERT ON people.given TO dancu_app;
